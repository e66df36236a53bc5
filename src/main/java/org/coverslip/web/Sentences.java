package org.coverslip.web;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

import org.coverslip.detect.UnrecognisedSlideException;
import org.coverslip.io.MemoryShortageException;
import org.coverslip.io.SlideFormatException;
import org.coverslip.slide.ClosedSlideException;

/** What people are told of a failure, and its status in HTTP. */
final class Sentences {

	private static final int FAILED = 500;
	/** The request is well-formed, but what it names cannot be taken for a slide. */
	private static final int UNPROCESSABLE = 422;

	private Sentences() {}

	static int status(final Throwable failure) {
		if (failure instanceof RequestException refusal) return refusal.status();
		if (failure instanceof IllegalArgumentException) return RequestException.BAD_REQUEST;
		if (failure instanceof FileNotFoundException || failure instanceof NoSuchFileException)
			return RequestException.NOT_FOUND;
		if (failure instanceof UnrecognisedSlideException || failure instanceof SlideFormatException)
			return UNPROCESSABLE;
		return failure instanceof ClosedSlideException || failure instanceof OutOfMemoryError
			|| failure instanceof MemoryShortageException ? RequestException.BUSY : FAILED;
	}

	static String of(final Throwable failure) {
		if (failure instanceof OutOfMemoryError) return "There is not enough memory for this just now.";
		if (failure instanceof NoSuchFileException) return failure.getMessage() + " does not exist";
		if (failure instanceof AccessDeniedException) return failure.getMessage() + " may not be opened: access denied";
		final String message = failure.getMessage();
		return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
	}
}
