package org.coverslip.export.dicom;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What scanners call that for which DICOM has attributes. */
final class ScannerWords {

	/** Month, day, year. */
	private static final Pattern APERIO_DATE = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{2}|\\d{4})");
	private static final Pattern TIFF_DATE =
		Pattern.compile("(\\d{4})[:/-](\\d{2})[:/-](\\d{2})[ T](\\d{2}):(\\d{2}):(\\d{2}).*");
	private static final Pattern DAY_TIME = Pattern.compile("(\\d{2}):(\\d{2}):(\\d{2})");

	private ScannerWords() {}

	/** The attributes that a slide's properties tell, by their keywords. */
	static Map<String, String> of(final Map<String, String> properties) {
		final Map<String, String> found = new LinkedHashMap<>();
		take(found, "Manufacturer", properties, "tiff.Make", "hamamatsu.Vendor", "philips.DICOM_MANUFACTURER");
		final String vendor = properties.getOrDefault("openslide.vendor", "");
		if (!vendor.isEmpty() && !vendor.startsWith("generic") && !vendor.equals("dicom")) found.putIfAbsent(
			"Manufacturer", Character.toUpperCase(vendor.charAt(0)) + vendor.substring(1));
		take(found, "ManufacturerModelName", properties, "tiff.Model", "hamamatsu.Product",
			"philips.DICOM_MANUFACTURERS_MODEL_NAME");
		take(found, "DeviceSerialNumber", properties, "aperio.ScanScope ID", "hamamatsu.NDP.S/N",
			"philips.DICOM_DEVICE_SERIAL_NUMBER");
		take(found, "AcquisitionDateTime", properties, "philips.DICOM_ACQUISITION_DATETIME");
		dateTime(properties).ifPresent(dateTime -> found.putIfAbsent("AcquisitionDateTime", dateTime));
		return found;
	}

	private static void take(final Map<String, String> found, final String keyword,
		final Map<String, String> properties, final String... names)
	{
		for (final String name : names)
			if (!properties.getOrDefault(name, "").isBlank()) found.putIfAbsent(keyword, properties.get(name));
	}

	private static Optional<String> dateTime(final Map<String, String> properties) {
		final Matcher aperio = APERIO_DATE.matcher(properties.getOrDefault("aperio.Date", ""));
		if (aperio.matches()) {
			final Matcher time = DAY_TIME.matcher(properties.getOrDefault("aperio.Time", ""));
			final String year = aperio.group(3).length() == 2 ? "20" + aperio.group(3) : aperio.group(3);
			return Optional.of(year + aperio.group(1) + aperio.group(2)
				+ (time.matches() ? time.group(1) + time.group(2) + time.group(3) : "000000"));
		}
		final Matcher tiff = TIFF_DATE.matcher(properties.getOrDefault("tiff.DateTime", ""));
		if (!tiff.matches()) return Optional.empty();
		final StringBuilder text = new StringBuilder();
		for (int i = 1; i <= 6; i++)
			text.append(tiff.group(i));
		return Optional.of(text.toString());
	}
}
