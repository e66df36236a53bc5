/**
 * A decoder of JPEG XR (ITU-T T.832, ISO/IEC 29199-2) in Java. It stands on its own: it uses
 * {@link org.coverslip.codec.CodecException}, {@link org.coverslip.codec.ImageDecoder} and the blocks of
 * {@code org.coverslip.pixel}, and otherwise only the JDK.
 *
 * <pre>
 * JpegXrImage image = JpegXrImage.parse(bytes);
 * PixelBlock pixels = image.decode(image.hasAlpha(), Reduction.NONE);
 * </pre>
 *
 * {@link org.coverslip.codec.jpegxr.JpegXrDecoder} does the same for callers that know the shape beforehand. Both are
 * thread-safe.
 * <p>
 * The stages, each in its classes:
 * <ol>
 * <li>container and headers: {@code Container}, {@code CodeStream}, {@code ImageHeader}, {@code PlaneHeader},
 * {@code TileGrid}, {@code Quantizers}; read by {@code HeaderBits}, which checks every read;</li>
 * <li>bits and codes: {@code BitReader}, {@code CodeBook}, {@code AdaptiveCode}, {@code CoefficientCodes},
 * {@code AdaptiveScan}, {@code LowBits}; all that adapts in a tile is a {@code TileContext};</li>
 * <li>the bands of a macroblock: {@code DcBand}, {@code LowpassBand}, {@code PresenceBand} and {@code HighpassBand},
 * with the prediction of {@code Neighbours} and {@code PresencePrediction};</li>
 * <li>transforms and overlap: {@code CoreTransform}, {@code OverlapOperators}, {@code OverlapFilter}, brought together
 * by {@code ComponentRows};</li>
 * <li>samples: {@code ChromaRows}, {@code ColourConversion}, {@code SampleStore}, by {@code ImageRows} for whole images
 * and {@code ReducedRows} for smaller ones.</li>
 * </ol>
 * {@code StreamDecoder} goes through an image from top to bottom, and {@code PlaneDecoder} through its macroblocks.
 * Besides the decoded image it takes the memory of some 20 to 40 rows; nothing is allocated while macroblocks are
 * decoded.
 * <p>
 * Names of syntax elements are those of the standard. Its tables and rules were learned from the reference decoder,
 * jxrlib. "Right" means equal to jxrlib's {@code JxrDecApp}, bit for bit; the tests compare with it.
 */
package org.coverslip.codec.jpegxr;
