import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.coverslip.api.SlideReader;
import org.coverslip.api.Slides;
import org.coverslip.web.SlideServer;

/** Opens a slide, reads it, converts it and shows it in a browser, with the engine alone. */
public class UsesEngine {

	public static void main(final String[] args) throws Exception {
		for (final String absent : List.of("ij.ImagePlus", "net.imglib2.img.Img", "org.scijava.Context",
			"picocli.CommandLine"))
			checkAbsent(absent);
		final Path slide = Path.of(args[0]);
		final Path folder = Path.of(args[1]);
		try (SlideReader opened = Slides.open(slide)) {
			System.out.println("region " + Arrays.hashCode(opened.argb(200, 100, 512, 400)));
			final var view = opened.view("downsample=4");
			System.out.println("views " + view.image().getWidth() + " x " + view.image().getHeight());
			opened.convert(folder.resolve("region.tif"), "region=200,100,512,400 compression=zstd");
			for (final String other : List.of("jpeg.tif", "jpeg2000.tif"))
				opened.convert(folder.resolve(other), "compression=" + other.replace(".tif", ""));
			opened.convert(folder.resolve("region.png"), "region=200,100,512,400");
			opened.convert(folder.resolve("deep.dzi"), "");
		}
		try (SlideServer server = SlideServer.start(SlideServer.ANY_PORT)) {
			final URI page = server.share(slide);
			System.out.println("page " + connection(page).getResponseCode());
			final String tile = page.toString().replace("/slide/", "/api/slides/") + "/scenes/0/tiles/8/0_0.jpg";
			try (InputStream in = connection(URI.create(tile)).getInputStream()) {
				System.out.println("tile " + (in.read() == 0xff && in.read() == 0xd8 ? "JPEG" : "damaged"));
			}
		}
	}

	private static HttpURLConnection connection(final URI address) throws Exception {
		return (HttpURLConnection) address.toURL().openConnection();
	}

	private static void checkAbsent(final String name) {
		try {
			Class.forName(name);
		}
		catch (final ClassNotFoundException e) {
			return;
		}
		throw new IllegalStateException(name + " is on the class path");
	}
}
