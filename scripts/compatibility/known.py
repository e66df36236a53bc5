"""Faults and limits of other programs that were looked into: a file that one of these programs shows wrongly is a row with a reason, not a
failure. Faults of Coverslip have no place here."""

import fnmatch

# (files, program, how the verdict begins or "", reason, whether it is a limit that the program states: a file it does not claim to read)
KNOWN = [
	('*', 'ImageJ', 'refuses', 'ImageJ alone opens no tiled TIFFs; in ImageJ, Coverslip and Bio-Formats do', True),
	('*jpeg2000*', 'OpenSlide', 'refuses', 'OpenSlide 3.4.1 takes JPEG 2000 from Aperio files only', True),
	('*jpeg2000*', 'libtiff', 'refuses', 'libtiff has no JPEG 2000', True),
	('*jpeg2000*', 'GDAL', 'refuses', "GDAL's TIFF reader has no JPEG 2000", True),
	('*jpeg2000*', 'ImageMagick', 'refuses', 'no JPEG 2000 in TIFF', True),
	('*jpeg2000*', 'Pillow', 'refuses', 'no JPEG 2000 in TIFF', True),
	('*jpeg2000*', 'OpenCV', '', 'OpenCV has no JPEG 2000 in TIFF; some such files come as noise instead of an error', True),
	('*jpeg2000*', 'Java', 'refuses', 'no JPEG 2000 in TIFF', True),
	('*jpeg2000*', 'TwelveMonkeys', 'refuses', 'no JPEG 2000 in TIFF', True),
	('*jpeg2000*', 'geotiff.js', 'refuses', 'no JPEG 2000', True),
	('*jpeg2000*', 'sharp', 'refuses', "sharp's libvips is built without JPEG 2000", True),
	('*jpeg2000*', 'libvips', '', 'libvips 8.14 reads 33003 and 33005 without their transform of colours, and does not know 34712', False),
	('*zstd*', 'Java', 'refuses', 'no Zstandard', True),
	('*zstd*', 'TwelveMonkeys', 'refuses', 'no Zstandard', True),
	('*zstd*', 'sharp', 'refuses', "sharp's libtiff is built without Zstandard", True),
	('*', 'tifffile', 'refuses: * requires the \'imagecodecs\' package', "Debian's tifffile has no imagecodecs, so no LZW, JPEG, Zstandard, JPEG 2000, floating-point predictor", True),
	('*16-*', 'OpenSlide', '', 'OpenSlide shows 8 bits', True),
	('*32-*', 'OpenSlide', '', 'OpenSlide shows 8 bits', True),
	('channels-*', 'OpenSlide', '', 'OpenSlide shows 8 bits', True),
	('czt-*', 'OpenSlide', '', 'OpenSlide shows 8 bits', True),
	('rgb16-*', 'Pillow', '', 'Pillow shows RGB of 16 bits as 8', True),
	('float32-*', 'ImageMagick', '', 'ImageMagick is built with 16 bits a sample', True),
	('int16-*', 'ImageMagick', '', 'ImageMagick is built with 16 bits a sample, without sign', True),
	('uint32-*', 'ImageMagick', '', 'ImageMagick is built with 16 bits a sample', True),
	('uint32-*', 'OpenCV', 'refuses', 'OpenCV has no unsigned 32-bit type', True),
	('*16-*', 'Java', 'refuses: 16-bit samples are not supported for Horizontal differencing Predictor', 'no predictor for 16 bits', True),
	('channels-*', 'Java', 'refuses: 16-bit samples are not supported for Horizontal differencing Predictor', 'no predictor for 16 bits', True),
	('czt-*', 'Java', 'refuses: 16-bit samples are not supported for Horizontal differencing Predictor', 'no predictor for 16 bits', True),
	('uint32-*', 'Java', 'refuses: 32-bit samples are not supported for Horizontal differencing Predictor', 'no predictor for 32 bits', True),
	('float32-*', 'TwelveMonkeys', '', 'TwelveMonkeys cuts floating-point samples to 0..1', False),
	('float32-*', 'sharp', '', 'sharp gives 8 or 16 bits without sign', True),
	('int16-*', 'sharp', '', 'sharp gives 8 or 16 bits without sign', True),
	('uint32-*', 'sharp', '', 'sharp gives 8 or 16 bits without sign', True),
	('1x1-*', 'sharp', 'refuses: * tile size out of range', 'newer libvips takes no tile that much larger than the image', False),
]


def reason(file, program, text):
	"""The reason of a verdict that is not right, and whether it is a stated limit; None if it is not known."""
	for files, name, begin, why, limit in KNOWN:
		if program.split()[0] == name and fnmatch.fnmatch(file, files) and fnmatch.fnmatch(text, begin + '*'):
			return why, limit
	return None
