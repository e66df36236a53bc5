package org.coverslip.api;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.Test;

/**
 * What the package declares public is what {@code signatures.txt} says. It is stable: a line there that changes or goes
 * breaks programs of others, and is for a new major version; a line that comes is written down there.
 */
public class SignatureTest {

	/** The only way to types that are not stable. */
	private static final String WAY_OUT = "engine";

	@Test
	public void theInterfaceIsWhatWasPromised() throws IOException {
		try (InputStream promised = SignatureTest.class.getResourceAsStream("signatures.txt")) {
			assertEquals(new String(promised.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "").strip(),
				classes().stream().map(SignatureTest::signatures).collect(Collectors.joining("\n\n")));
		}
	}

	@Test
	public void itSpeaksOfJavaAndItselfAlone() throws IOException {
		for (final Class<?> type : classes())
			for (final Executable member : members(type).toList())
				if (!member.getName().equals(WAY_OUT))
					types(member).forEach(other -> assertTrue(member + " speaks of " + other, isStable(other)));
	}

	private static boolean isStable(final Class<?> type) {
		final Class<?> element = type.isArray() ? type.getComponentType() : type;
		return element.isPrimitive() || element.getName().startsWith("java.")
			|| element.getPackageName().equals(Slides.class.getPackageName());
	}

	private static Stream<Class<?>> types(final Executable member) {
		final Stream<Class<?>> taken = Stream.concat(Arrays.stream(member.getParameterTypes()),
			Arrays.stream(member.getExceptionTypes()));
		return member instanceof Method method ? Stream.concat(taken, Stream.of(method.getReturnType())) : taken;
	}

	/** The public classes of the package. */
	private static List<Class<?>> classes() throws IOException {
		final Path folder = Path.of("src/main/java/org/coverslip/api");
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString().replace(".java", ""))
				.filter(name -> !name.equals("package-info")).sorted().<Class<?>> map(SignatureTest::named)
				.filter(type -> Modifier.isPublic(type.getModifiers())).toList();
		}
	}

	private static Class<?> named(final String name) {
		try {
			return Class.forName(Slides.class.getPackageName() + "." + name);
		}
		catch (final ClassNotFoundException e) {
			throw new AssertionError(e);
		}
	}

	private static String signatures(final Class<?> type) {
		final String head = Modifier.toString(type.getModifiers()).replace("abstract ", "")
			+ (type.isInterface() ? "" : " class") + " " + type.getSimpleName()
			+ Arrays.stream(type.getInterfaces()).map(known -> " implements " + known.getSimpleName())
				.collect(Collectors.joining());
		return Stream.concat(Stream.of(head), members(type).map(SignatureTest::signature).sorted()
			.map(line -> "\t" + line)).collect(Collectors.joining("\n"));
	}

	private static Stream<Executable> members(final Class<?> type) {
		return Stream.<Executable> concat(Arrays.stream(type.getDeclaredConstructors()),
			Arrays.stream(type.getDeclaredMethods()))
			.filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
			.filter(member -> !List.of("toString", "equals", "hashCode").contains(member.getName()));
	}

	private static String signature(final Executable member) {
		final String text = (member instanceof Constructor ? "new " : "") + member.toGenericString();
		return text.replaceAll("\\b(public|final|abstract) ", "")
			.replaceAll("\\borg\\.coverslip\\.api\\.(\\w+\\.)?", "")
			.replaceAll("\\bjava\\.[a-z.]+\\.", "").replaceAll(",\\s*", ", ");
	}
}
