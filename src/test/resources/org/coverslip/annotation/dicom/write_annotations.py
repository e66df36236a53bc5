"""Writes DICOM annotations with pydicom, as highdicom lays them out (PS3.3 C.37; PS3.16 TID 1500).

write_annotations.py bulk2d|bulk3d|commonz|report|report3d FILE [SLIDE]; of millimetres, the pixels that they are of a slide.
"""
import sys
import numpy
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.sequence import Sequence
from pydicom.uid import ExplicitVRLittleEndian, generate_uid
import pydicom

ANN = '1.2.840.10008.5.1.4.1.1.91.1'
SR = '1.2.840.10008.5.1.4.1.1.88.34'


def code(value, scheme, meaning):
    d = Dataset()
    d.CodeValue, d.CodingSchemeDesignator, d.CodeMeaning = value, scheme, meaning
    return Sequence([d])


def file(path, kind, modality):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = kind
    meta.MediaStorageSOPInstanceUID = generate_uid()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    d = FileDataset(path, {}, file_meta=meta, preamble=b'\0' * 128)
    d.SOPClassUID, d.SOPInstanceUID, d.Modality = kind, meta.MediaStorageSOPInstanceUID, modality
    d.StudyInstanceUID, d.SeriesInstanceUID = generate_uid(), generate_uid()
    d.is_little_endian, d.is_implicit_VR = True, False
    return d


def millimetres(points, slide, z):
    """PS3.3 C.7.6.2.1.1: the origin is the middle of the first pixel, of which the corner is 0, 0 here."""
    s = pydicom.dcmread(slide, stop_before_pixels=True)
    o = s.TotalPixelMatrixOriginSequence[0]
    origin = numpy.array([float(o.XOffsetInSlideCoordinateSystem), float(o.YOffsetInSlideCoordinateSystem), 0])
    spacing = s.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing
    orient = [float(v) for v in s.ImageOrientationSlide]
    row, column = numpy.array(orient[:3]), numpy.array(orient[3:])
    out = [origin + row * float(spacing[1]) * (x - 0.5) + column * float(spacing[0]) * (y - 0.5) for x, y in points]
    return numpy.array([p[:2] if z is None else [p[0], p[1], z] for p in out])


def group(d, number, kind, pieces, dimensions, double=False):
    g = Dataset()
    g.AnnotationGroupNumber, g.AnnotationGroupUID, g.AnnotationGroupLabel = number, generate_uid(), 'group %d' % number
    g.AnnotationGroupGenerationType = 'AUTOMATIC'
    g.AnnotationPropertyCategoryCodeSequence = code('49755003', 'SCT', 'Morphologically Abnormal Structure')
    g.AnnotationPropertyTypeCodeSequence = code('108369006', 'SCT', 'Neoplasm')
    g.NumberOfAnnotations, g.GraphicType = len(pieces), kind
    g.AnnotationAppliesToAllZPlanes = 'NO'
    flat = numpy.concatenate([numpy.asarray(p, dtype='<f8').ravel() for p in pieces])
    if double:
        g.DoublePointCoordinatesData = flat.astype('<f8').tobytes()
    else:
        g.PointCoordinatesData = flat.astype('<f4').tobytes()
    if kind in ('POLYGON', 'POLYLINE'):
        starts = numpy.cumsum([0] + [len(p) * dimensions for p in pieces[:-1]]) + 1
        g.LongPrimitivePointIndexList = starts.astype('<u4').tobytes()
    d.AnnotationGroupSequence.append(g)
    return g


def measure(g, name, unit, values, of=None):
    m, v = Dataset(), Dataset()
    m.ConceptNameCodeSequence = code('1', '99TEST', name)
    m.MeasurementUnitsCodeSequence = code(unit, 'UCUM', unit)
    v.FloatingPointValues = numpy.asarray(values, dtype='<f4').tobytes()
    if of is not None:
        v.AnnotationIndexList = numpy.asarray(of, dtype='<u4').tobytes()
    m.MeasurementValuesSequence = Sequence([v])
    g.MeasurementsSequence = Sequence(list(getattr(g, 'MeasurementsSequence', [])) + [m])


def bulk2d(path, slide):
    d = file(path, ANN, 'ANN')
    d.AnnotationCoordinateType, d.PixelOriginInterpretation = '2D', 'VOLUME'
    d.AnnotationGroupSequence = Sequence([])
    g = group(d, 1, 'POLYGON', [[(10, 20), (30, 20), (30, 40.5)], [(5, 5), (9, 5), (9, 9), (5, 9)]], 2)
    g.RecommendedDisplayCIELabValue = [35580, 53665, 50857]  # L*a*b* 54.29, 80.81, 69.89: sRGB's red under D50
    measure(g, 'Area', 'um2', [205, 16])
    measure(g, 'Score', '1', [0.5], of=[2])
    group(d, 2, 'POINT', [[(1.25, 2)], [(3, 4)]], 2, double=True)
    group(d, 3, 'RECTANGLE', [[(1, 2), (5, 2), (5, 8), (1, 8)]], 2)
    group(d, 4, 'ELLIPSE', [[(0, 10), (40, 10), (20, 0), (20, 20)], [(0, 0), (8, 8), (2, 6), (6, 2)]], 2)
    group(d, 5, 'POLYLINE', [[(1, 1), (2, 2), (3, 1), (1, 1)]], 2)
    return d


PIXELS = [(100, 200), (300.5, 200), (300.5, 400)]


def bulk3d(path, slide, z=0.001):
    d = file(path, ANN, 'ANN')
    d.AnnotationCoordinateType = '3D'
    d.AnnotationGroupSequence = Sequence([])
    g = group(d, 1, 'POLYGON', [millimetres(PIXELS, slide, z)], 2 if z is None else 3, double=True)
    if z is None:
        g.CommonZCoordinateValue = 0.0
    return d


def item(kind, relation, name):
    d = Dataset()
    d.RelationshipType, d.ValueType, d.ConceptNameCodeSequence = relation, kind, name
    return d


def report(path, slide, three=False):
    d = file(path, SR, 'SR')
    d.ValueType, d.ConceptNameCodeSequence = 'CONTAINER', code('126000', 'DCM', 'Imaging Measurement Report')
    m = item('CONTAINER', 'CONTAINS', code('126010', 'DCM', 'Imaging Measurements'))
    m.ContentSequence = Sequence([])
    for n in range(2):
        g = item('CONTAINER', 'CONTAINS', code('125007', 'DCM', 'Measurement Group'))
        t = item('TEXT', 'HAS OBS CONTEXT', code('112039', 'DCM', 'Tracking Identifier'))
        t.TextValue = 'region %d' % n
        u = item('UIDREF', 'HAS OBS CONTEXT', code('112040', 'DCM', 'Tracking Unique Identifier'))
        u.UID = '1.2.3.%d' % n
        f = item('CODE', 'CONTAINS', code('121071', 'DCM', 'Finding'))
        f.ConceptCodeSequence = code('85756007', 'SCT', 'Tissue')
        s = item('SCOORD3D' if three else 'SCOORD', 'CONTAINS', code('111030', 'DCM', 'Image Region'))
        ring = [(10, 20), (30, 20), (30, 40.5), (10, 20)]
        if three:
            s.GraphicType = 'POLYGON'
            s.GraphicData = [float(v) for v in millimetres(PIXELS + PIXELS[:1], slide, 0.0).ravel()]
        elif n == 0:
            s.GraphicType, s.GraphicData = 'POLYLINE', [float(v) for p in ring for v in p]
        else:
            s.GraphicType, s.GraphicData = 'CIRCLE', [50.0, 60.0, 53.0, 64.0]
        a = item('NUM', 'CONTAINS', code('42798000', 'SCT', 'Area'))
        v = Dataset()
        v.NumericValue, v.MeasurementUnitsCodeSequence = '1.5', code('mm2', 'UCUM', 'mm2')
        a.MeasuredValueSequence = Sequence([v])
        g.ContentSequence = Sequence([t, u, f, s, a])
        m.ContentSequence.append(g)
    d.ContentSequence = Sequence([m])
    return d


if __name__ == '__main__':
    kind, path, slide = sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else None
    made = {'bulk2d': bulk2d, 'bulk3d': bulk3d, 'commonz': lambda p, s: bulk3d(p, s, None), 'report': report,
            'report3d': lambda p, s: report(p, s, True)}[kind](path, slide)
    made.save_as(path, write_like_original=False)
