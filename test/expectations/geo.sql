-- Geo values

-- WKT: how values are written
CREATE TABLE places (id INT, p POINT, poly GEOMETRY(POLYGON, 4326), m MULTIPOLYGON, l GEOMETRY(LINESTRING, 4326));
INSERT INTO places VALUES (1, 'POINT(1 2)', 'POLYGON((0 0, 4 0, 4 4, 0 0))', 'POLYGON((0 0,1 0,1 1,0 0))', 'LINESTRING(0 0, 3 4)');
INSERT INTO places VALUES (2, NULL, NULL, NULL, NULL);
SELECT p, poly, m, l FROM places WHERE id = 1; --> [["POINT (1 2)", "POLYGON ((0 0,4 0,4 4,0 0))", "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))", "LINESTRING (0 0,3 4)"]] -- ResultSetIteration.cpp, makeGeoTargetValue
INSERT INTO places (id, p) VALUES (3, 'nonsense'); --> ERROR Could not read geometry from text -- RelAlgTranslatorGeo.cpp, translateGeoLiteral
INSERT INTO places (id, p) VALUES (3, 'LINESTRING(0 0, 1 1)'); --> ERROR Imported geometry doesn't match the type of column -- ImportExport/Importer.cpp
SELECT COUNT(*) FROM places; --> 2
INSERT INTO places (id, p) SELECT 4, ST_Point(5, 6); --> []
SELECT ST_X(p), ST_Y(p) FROM places WHERE id = 4; --> [[5, 6]] -- PointAccessors.h
SELECT ST_AsText(poly) FROM places WHERE id = 1; --> "POLYGON ((0 0,4 0,4 4,0 0))"
SELECT ST_AsBinary(p), ST_AsWKB(p), ST_AsBinary(m) FROM places WHERE id = 2; --> [[null, null, null]]
SELECT ST_AsBinary(p) FROM places WHERE id = 1; --> "0101000000000000000000F03F0000000000000040" -- the test_AsText_AsBinary of heavyai's tests

-- ST_SRID, ST_SetSRID, ST_Point, ST_GeomFromText
SELECT ST_SRID(poly), ST_SRID(p), ST_SRID(ST_SetSRID(p, 4326)) FROM places WHERE id = 1; --> INTEGER, INTEGER, INTEGER: [[4326, 0, 4326]] -- RelAlgTranslatorGeo.cpp, ST_SRID
SELECT ST_Point(1.5, 2); --> GEOMETRY(POINT) ENCODING NONE: "POINT (1.5 2)" -- PointConstructor.h
SELECT ST_SetSRID(ST_Point(1, 2), 4326); --> GEOMETRY(POINT, 4326) ENCODING NONE: "POINT (1 2)" -- RelAlgTranslatorGeo.cpp, ST_SetSRID
SELECT ST_X(ST_GeomFromText('POINT(7 8)', 4326)); --> 7 -- RelAlgTranslatorGeo.cpp, ST_GeomFromText

-- ST_Distance, ST_DWithin
SELECT ST_Distance(ST_Point(0, 0), ST_Point(3, 4)); --> DOUBLE: 5 -- Distance.h
SELECT ST_Distance(p, ST_GeomFromText('POINT(1 5)')) FROM places WHERE id = 1; --> 3 -- GeospatialTest.cpp
SELECT ROUND(ST_Distance(CastToGeography(location), CastToGeography(ST_SetSRID(ST_Point(-118.408, 33.9425), 4326)))/1000) FROM airports WHERE iata = 'SFO'; --> 543 -- ExtensionFunctions.hpp, distance_in_meters
SELECT ST_DWithin(p, ST_Point(1, 5), 3), ST_DWithin(p, ST_Point(1, 5), 2) FROM places WHERE id = 1; --> [[true, false]] -- RelAlgTranslatorGeo.cpp, ST_DWithin
SELECT COUNT(*) FROM airports WHERE ST_Distance(location, ST_SetSRID(ST_Point(-122.4, 37.8), 4326)) < 0.2; --> 2 -- Distance.h

-- ST_Contains, ST_Within, ST_Intersects, ST_Disjoint, ST_Equals
SELECT ST_Contains(poly, ST_SetSRID(ST_Point(3, 1), 4326)), ST_Within(ST_SetSRID(ST_Point(3, 1), 4326), poly) FROM places WHERE id = 1; --> [[true, true]] -- RelAlgTranslatorGeo.cpp
SELECT ST_Contains(poly, ST_Point(3, 1)) FROM places WHERE id = 1; --> ERROR ST_Contains cannot accept different SRIDs -- RelAlgTranslatorGeo.cpp
SELECT s.name, COUNT(*) AS n FROM us_states s, airports a WHERE ST_Contains(s.shape, a.location) GROUP BY s.name ORDER BY n DESC LIMIT 3; --> [["Alaska", 226], ["Texas", 209], ["California", 205]]
SELECT ST_Intersects(poly, l), ST_Disjoint(poly, l) FROM places WHERE id = 1; --> [[true, false]] -- RelAlgTranslatorGeo.cpp
SELECT ST_Equals(p, ST_Point(1, 2)) FROM places WHERE id = 1; --> true -- RelAlgTranslatorGeo.cpp

-- ST_Area, ST_Perimeter, ST_Length
SELECT ST_Area(poly), ST_Length(l) FROM places WHERE id = 1; --> DOUBLE, DOUBLE: [[8, 5]] -- AreaPerimeter.h
SELECT ST_Perimeter('POLYGON((0 0, 3 0, 3 4, 0 0))'); --> 12 -- AreaPerimeter.h
SELECT ST_Area(p) FROM places WHERE id = 1; --> ERROR ST_Area expects a POLYGON or MULTIPOLYGON -- RelAlgTranslatorGeo.cpp
SELECT ST_Area(poly) FROM places WHERE id = 2; --> null -- AreaPerimeter.h

-- ST_XMin, ST_XMax, ST_YMin, ST_YMax, ST_NPoints, ST_NRings, ST_NumGeometries, ST_PointN, ST_StartPoint, ST_EndPoint
SELECT ST_XMin(poly), ST_XMax(poly), ST_YMin(poly), ST_YMax(poly) FROM places WHERE id = 1; --> [[0, 4, 0, 4]] -- RelAlgTranslatorGeo.cpp
SELECT ST_NPoints(l), ST_NRings(poly), ST_NumGeometries(m), ST_NumGeometries(p) FROM places WHERE id = 1; --> INTEGER, INTEGER, INTEGER, INTEGER: [[2, 1, 1, 1]] -- NPoints.h, NRings.h, NumGeometries.h
SELECT ST_X(ST_PointN(l, 2)), ST_X(ST_StartPoint(l)), ST_Y(ST_EndPoint(l)) FROM places WHERE id = 1; --> [[3, 0, 4]] -- PointN.h, StartEndPoint.h

-- ST_Centroid, ST_Buffer, ST_ConvexHull, ST_Intersection, ST_Union, ST_Difference
SELECT ST_Centroid(l) FROM places WHERE id = 1; --> GEOMETRY(POINT, 4326) ENCODING NONE: "POINT (1.5 2)" -- Centroid.h
SELECT ST_Area(ST_Buffer(ST_Point(0, 0), 1)) > 3; --> true -- RelAlgTranslatorGeo.cpp, translateBinaryGeoConstructor
SELECT ST_Intersection('POLYGON((0 0,2 0,2 2,0 2,0 0))', 'POLYGON((1 0,3 0,3 2,1 2,1 0))'); --> "MULTIPOLYGON (((1 0,1 2,2 2,2 0,1 0)))" -- RelAlgTranslatorGeo.cpp, translateBinaryGeoConstructor
SELECT ST_Area(ST_Union('POLYGON((0 0,2 0,2 2,0 2,0 0))', 'POLYGON((1 0,3 0,3 2,1 2,1 0))')), ST_Area(ST_Difference('POLYGON((0 0,2 0,2 2,0 2,0 0))', 'POLYGON((1 0,3 0,3 2,1 2,1 0))')); --> [[6, 2]] -- RelAlgTranslatorGeo.cpp
SELECT ST_Area(ST_ConvexHull('MULTIPOINT(0 0, 2 0, 0 2)')); --> 2 -- RelAlgTranslatorGeo.cpp, translateUnaryGeoConstructor

-- ST_Transform
SELECT ROUND(ST_X(ST_Transform(ST_SetSRID(ST_Point(1, 2), 4326), 900913))); --> 111319 -- Transform.h
SELECT ST_Transform(ST_SetSRID(ST_Point(0, 0), 4326), 900913); --> GEOMETRY(POINT, 900913) ENCODING NONE: "POINT (0 0)" -- Transform.h
SELECT ROUND(ST_X(ST_Transform(ST_GeomFromText('POINT(111319.49 222684.21)', 900913), 4326))); --> 1 -- Transform.h
SELECT ST_Transform(ST_Point(1, 2), 900913); --> ERROR ST_Transform: unexpected input SRID, unable to transform -- RelAlgTranslatorGeo.cpp
SELECT ST_Transform(ST_SetSRID(ST_Point(1, 2), 4326), 1234); --> ERROR ST_Transform: unsupported output SRID 1234 -- RelAlgTranslatorGeo.cpp

-- ST_IsEmpty, ST_IsValid
SELECT ST_IsValid(poly), ST_IsEmpty(poly) FROM places WHERE id = 1; --> [[true, false]] -- RelAlgTranslatorGeo.cpp, translateUnaryGeoPredicate
-- ST_ConcaveHull, ST_MaxDistance, ST_DFullyWithin
SELECT ST_MaxDistance(l, ST_SetSRID(ST_Point(0, 0), 4326)) FROM places WHERE id = 1; --x> 5 -- Distance.h
