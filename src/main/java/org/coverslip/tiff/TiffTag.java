package org.coverslip.tiff;

/** Numbers of the tags that Coverslip reads or writes, and of their values. Section numbers are those of TIFF 6.0. */
public final class TiffTag {

	private TiffTag() {}

	public static final int NEW_SUBFILE_TYPE = 254;
	public static final int SUBFILE_TYPE = 255;
	public static final int IMAGE_WIDTH = 256;
	public static final int IMAGE_LENGTH = 257;
	public static final int BITS_PER_SAMPLE = 258;
	public static final int COMPRESSION = 259;
	public static final int PHOTOMETRIC = 262;
	public static final int FILL_ORDER = 266;
	public static final int DOCUMENT_NAME = 269;
	public static final int IMAGE_DESCRIPTION = 270;
	public static final int MAKE = 271;
	public static final int MODEL = 272;
	public static final int STRIP_OFFSETS = 273;
	public static final int ORIENTATION = 274;
	public static final int SAMPLES_PER_PIXEL = 277;
	public static final int ROWS_PER_STRIP = 278;
	public static final int STRIP_BYTE_COUNTS = 279;
	public static final int X_RESOLUTION = 282;
	public static final int Y_RESOLUTION = 283;
	public static final int PLANAR_CONFIG = 284;
	public static final int PAGE_NAME = 285;
	public static final int X_POSITION = 286;
	public static final int Y_POSITION = 287;
	public static final int T4_OPTIONS = 292;
	public static final int T6_OPTIONS = 293;
	public static final int RESOLUTION_UNIT = 296;
	public static final int SOFTWARE = 305;
	public static final int DATE_TIME = 306;
	public static final int ARTIST = 315;
	public static final int HOST_COMPUTER = 316;
	public static final int PREDICTOR = 317;
	public static final int WHITE_POINT = 318;
	public static final int COLOR_MAP = 320;
	public static final int TILE_WIDTH = 322;
	public static final int TILE_LENGTH = 323;
	public static final int TILE_OFFSETS = 324;
	public static final int TILE_BYTE_COUNTS = 325;
	public static final int SUB_IFDS = 330;
	public static final int INK_SET = 332;
	public static final int EXTRA_SAMPLES = 338;
	public static final int SAMPLE_FORMAT = 339;
	public static final int S_MIN_SAMPLE_VALUE = 340;
	public static final int S_MAX_SAMPLE_VALUE = 341;
	public static final int JPEG_TABLES = 347;
	public static final int JPEG_PROC = 512;
	public static final int JPEG_INTERCHANGE_FORMAT = 513;
	public static final int JPEG_INTERCHANGE_FORMAT_LENGTH = 514;
	public static final int JPEG_RESTART_INTERVAL = 515;
	public static final int JPEG_LOSSLESS_PREDICTORS = 517;
	public static final int JPEG_POINT_TRANSFORMS = 518;
	public static final int JPEG_Q_TABLES = 519;
	public static final int JPEG_DC_TABLES = 520;
	public static final int JPEG_AC_TABLES = 521;
	public static final int YCBCR_COEFFICIENTS = 529;
	public static final int YCBCR_SUBSAMPLING = 530;
	public static final int YCBCR_POSITIONING = 531;
	public static final int REFERENCE_BLACK_WHITE = 532;
	/** XML of Adobe's XMP, or whatever XML a scanner puts there. */
	public static final int XML_PACKET = 700;
	/** SGI: layers of a volume, whose tiles are listed layer after layer. */
	public static final int IMAGE_DEPTH = 32997;
	public static final int COPYRIGHT = 33432;
	public static final int ICC_PROFILE = 34675;
	/** Photoshop's ImageSourceData: the layers that a picture was made of. */
	public static final int PHOTOSHOP_LAYERS = 37724;
	public static final int LERC_PARAMETERS = 50674;
	/** Hamamatsu: present in each directory of an NDPI. */
	public static final int NDPI_FORMAT = 65420;

	public static final int TYPE_BYTE = 1;
	public static final int TYPE_ASCII = 2;
	public static final int TYPE_UNDEFINED = 7;

	/** NewSubfileType bit 0: a reduced-resolution version of another image. */
	public static final int SUBFILE_REDUCED = 1;
	/** NewSubfileType bit 2: a transparency mask for another image. */
	public static final int SUBFILE_MASK = 4;

	public static final int COMPRESSION_NONE = 1;
	public static final int COMPRESSION_FAX_MODIFIED_HUFFMAN = 2;
	public static final int COMPRESSION_FAX_T4 = 3;
	public static final int COMPRESSION_FAX_T6 = 4;
	public static final int COMPRESSION_LZW = 5;
	/** JPEG of TIFF 6.0 section 22, abandoned by Technical Note 2. */
	public static final int COMPRESSION_OLD_JPEG = 6;
	public static final int COMPRESSION_JPEG = 7;
	public static final int COMPRESSION_DEFLATE = 8;
	public static final int COMPRESSION_JPEG_XR = 22610;
	public static final int COMPRESSION_PACKBITS = 32773;
	/** Deflate under its older number. */
	public static final int COMPRESSION_OLD_DEFLATE = 32946;
	/** Aperio: JPEG 2000 whose components are Y'CbCr without the stream saying so. */
	public static final int COMPRESSION_JPEG2000_APERIO_YCBCR = 33003;
	/** JPEG 2000 as libvips writes it. */
	public static final int COMPRESSION_JPEG2000_LOSSY = 33004;
	/** Aperio: JPEG 2000 whose components are RGB. */
	public static final int COMPRESSION_JPEG2000_APERIO_RGB = 33005;
	public static final int COMPRESSION_JPEG2000 = 34712;
	public static final int COMPRESSION_LERC = 34887;
	public static final int COMPRESSION_LZMA = 34925;
	public static final int COMPRESSION_PNG = 34933;
	public static final int COMPRESSION_JPEG_XR_NDPI = 34934;
	public static final int COMPRESSION_ZSTD = 50000;
	public static final int COMPRESSION_WEBP = 50001;
	public static final int COMPRESSION_JPEG_XL = 50002;
	public static final int COMPRESSION_JPEG_XL_DNG = 52546;

	public static final int PHOTOMETRIC_MIN_IS_WHITE = 0;
	public static final int PHOTOMETRIC_MIN_IS_BLACK = 1;
	public static final int PHOTOMETRIC_RGB = 2;
	public static final int PHOTOMETRIC_PALETTE = 3;
	public static final int PHOTOMETRIC_MASK = 4;
	public static final int PHOTOMETRIC_CMYK = 5;
	public static final int PHOTOMETRIC_YCBCR = 6;
	public static final int PHOTOMETRIC_CIELAB = 8;
	public static final int PHOTOMETRIC_ICCLAB = 9;

	public static final int PLANAR_CHUNKY = 1;
	public static final int PLANAR_SEPARATE = 2;

	public static final int PREDICTOR_NONE = 1;
	public static final int PREDICTOR_HORIZONTAL = 2;
	public static final int PREDICTOR_FLOATING_POINT = 3;

	public static final int SAMPLE_UINT = 1;
	public static final int SAMPLE_INT = 2;
	public static final int SAMPLE_FLOAT = 3;

	public static final int RESOLUTION_NONE = 1;
	public static final int RESOLUTION_INCH = 2;
	public static final int RESOLUTION_CENTIMETER = 3;

	public static final int EXTRA_UNSPECIFIED = 0;
	public static final int EXTRA_ASSOCIATED_ALPHA = 1;
	public static final int EXTRA_UNASSOCIATED_ALPHA = 2;
}
