package org.coverslip.format.olympus;

/**
 * The tags that Coverslip looks at. Source: the constants of Bio-Formats' CellSensReader and of slideio's vsitags.hpp;
 * the second numbers, and the places of tags that have no name there, were found in the files of slideio's tutorial.
 */
final class VsiTagNumber {

	/** The whole slide. */
	static final int COLLECTION = 2000;
	/** A stack; its second number is its folder's: the pixels of 2001[10001] are in {@code stack10001}. */
	static final int STACK = 2001;
	/** One frame of a stack; its second number counts planes, the first dimension fastest. */
	static final int FRAME = 2002;
	/** Below it: how many steps of each dimension a stack has. */
	static final int DIMENSION_SIZES = 2003;
	/** What is known about the collection. */
	static final int COLLECTION_PROPERTIES = 2004;
	/** What is known about a stack. */
	static final int STACK_PROPERTIES = 2005;
	/** What is known about a frame. */
	static final int FRAME_PROPERTIES = 2006;
	/** A dimension of a stack; its second number is its place in a tile's coordinates, after x and y. */
	static final int DIMENSION = 2007;
	/** One step of a dimension, e.g. a channel; the second number says which. */
	static final int DIMENSION_STEP = 2008;
	/** How the slide was last looked at. */
	static final int DISPLAY = 2011;
	/** The directory of the TIFF with a frame's pixels; the second number says which. */
	static final int FRAME_IFD = 2016;
	/** Points, lines and areas. */
	static final int VECTOR_LAYER = 2017;
	/** Where a frame's pixels are, if they are in separate files. */
	static final int EXTERNAL_FILE = 2018;

	// below EXTERNAL_FILE
	static final int IMAGE_BOUNDARY = 2053;
	static final int TILE_ORIGIN = 2410;
	static final int HAS_EXTERNAL_FILE = 20005;

	// below STACK_PROPERTIES
	static final int CREATION_TIME = 2015;
	static final int RWC_FRAME_ORIGIN = 2018;
	static final int RWC_FRAME_SCALE = 2019;
	static final int RWC_FRAME_UNIT = 2020;
	static final int STACK_NAME = 2030;
	/** The devices of the microscope. */
	static final int DEVICES = 2043;
	static final int STACK_TYPE = 2074;

	// below DIMENSION_STEP
	static final int DISPLAY_LUT = 2004;
	static final int DISPLAY_COLOR = 2008;
	static final int Z_START = 2012;
	static final int Z_INCREMENT = 2013;
	static final int TIME_INCREMENT = 2016;
	static final int DIMENSION_NAME = 2021;
	static final int DIMENSION_MEANING = 2023;
	static final int DIMENSION_VALUE_ID = 2027;
	static final int LAMBDA_START = 2039;
	static final int TIME_START = 2100;
	static final int EMISSION_WAVELENGTH = 2417;
	static final int CHANNEL_NAME = 2419;
	/** No other program names it; it stands beside the emission and is shorter by 24 and 110 nm. */
	static final int EXCITATION_WAVELENGTH = 2474;

	// below DEVICES
	static final int DEVICE_PROPERTIES = 120114;
	static final int DEVICE_NAME = 120116;
	static final int DEVICE_SUBTYPE = 120130;
	static final int EXPOSURE_TIME = 100002;
	static final int MAGNIFICATION = 120060;
	static final int NUMERICAL_APERTURE = 120061;
	static final int WORKING_DISTANCE = 120062;
	static final int OBJECTIVE_NAME = 120063;
	static final int REFRACTIVE_INDEX = 120079;

	/** Values of DEVICE_SUBTYPE. */
	static final int CAMERA = 0;
	static final int STAND = 40500;

	// below COLLECTION_PROPERTIES
	static final int DOCUMENT = 2109;
	static final int DOCUMENT_AUTHOR = 15;
	static final int DOCUMENT_COMPANY = 16;
	static final int DOCUMENT_NOTE = 13;
	static final int DOCUMENT_NAME = 11;
	static final int PRODUCT_NAME = 34;
	static final int PRODUCT_VERSION = 35;
	static final int SLIDE = 2062;
	static final int SLIDE_SPECIMEN = 2055;
	static final int SLIDE_TISSUE = 2057;
	static final int SLIDE_PREPARATION = 2058;
	static final int SLIDE_STAINING = 2059;
	static final int SLIDE_INFO = 2060;
	static final int SLIDE_NAME = 2061;
	static final int SLIDE_BARCODE = 120635;

	private VsiTagNumber() {}
}
