package org.coverslip.export.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.coverslip.io.OutputFolder;

/** Each chunk a file, {@code 0/2/5/7} for one of level 0: Zarr 2 with the dimension separator "/". */
record SingleChunks(OutputFolder folder) implements ChunkFiles {

	static String path(final String level, final List<Long> place) {
		return level + "/" + place.stream().map(String::valueOf).collect(Collectors.joining("/"));
	}

	@Override
	public void put(final int level, final List<Long> place, final Optional<ByteBuffer> packed) throws IOException {
		if (packed.isEmpty()) return;
		final byte[] bytes = new byte[packed.get().remaining()];
		packed.get().get(bytes);
		folder.write(path(Integer.toString(level), place), bytes);
	}

	@Override
	public void finish() {
		// every file is closed as soon as it is written
	}

	@Override
	public void close() {
		// likewise
	}
}
