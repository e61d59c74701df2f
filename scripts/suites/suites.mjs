/**
 * The suites of `npm run sandbox:suites`: which client, with which packages, and where its tests
 * come from. All versions are pinned. Only the package registries are asked.
 */

/** @typedef {{
 *   name: string,
 *   kind: 'pytest' | 'mocha',
 *   packages: string[],
 *   sdist?: { requirement: string, files?: string[], renames?: [string, string][] },
 *   folder?: string,
 *   spec?: string,
 *   overrides?: Record<string, string>
 * }} Suite
 *
 * `packages` are pip requirements or npm `name@version`. The tests are those of `sdist`, a source
 * distribution (`files` of it) whose names `renames` brings up to date, or those in `folder` of the
 * repository, or the `spec` of an npm package. `overrides` are npm's.
 */

const PYTEST = ['pytest==8.3.5', 'pytest-mock==3.14.0', 'setuptools==75.8.0'];

/** Packages that heavyai 1.3 works with: pandas is older than it, pyheavydb lacks the MULTI types. */
const OF_ITS_TIME = [
  'heavyai==1.3',
  'pyheavydb==6.4.0',
  'importlib_metadata==7.0.1',
  'numpy==1.26.4',
  'pandas==1.5.3',
  'pyarrow==15.0.2',
  'shapely==2.0.3',
  'thrift==0.16.0'
];

/** heavyai publishes no tests. pymapd is its old name, and publishes them. */
const PYMAPD_TESTS = {
  requirement: 'pymapd==0.25.0',
  // The others are about what is pyheavydb's today.
  files: [
    'test_data_no_nulls_cpu.py',
    'test_data_no_nulls_gpu.py',
    'test_deallocate.py',
    'test_integration.py',
    'test_loaders.py'
  ],
  renames: [
    ['omnisci.thrift.OmniSci', 'heavydb.thrift.Heavy'],
    ['from pymapd.cursor', 'from heavydb.cursor'],
    ['from pymapd._parsers', 'from heavydb._parsers'],
    ['from pymapd.exceptions', 'from heavydb.exceptions'],
    ['from pymapd import connect, ', 'from heavydb import connect, '],
    ['pymapd', 'heavyai'],
    ['TOmniSciException', 'TDBException'],
    ['from omnisci.', 'from heavydb.'],
    ['omnisci://', 'heavydb://'],
    [':6274/omnisci', ':6274/heavyai'],
    ["dbname='omnisci'", "dbname='heavyai'"],
    ["_dbname == 'omnisci'", "_dbname == 'heavyai'"],
    ['get_table_details', 'get_column_details']
  ]
};

/** @type {Suite[]} */
export const SUITES = [
  {
    name: 'pyheavydb',
    kind: 'pytest',
    packages: [
      ...PYTEST,
      'pyheavydb==8.0.1',
      'importlib_metadata==7.0.1',
      'pandas==2.2.3',
      'numpy==1.26.4',
      'SQLAlchemy==2.0.44',
      'thrift==0.16.0'
    ],
    sdist: { requirement: 'pyheavydb==8.0.1' }
  },
  {
    name: 'heavyai-of-its-time',
    kind: 'pytest',
    packages: [
      ...PYTEST,
      ...OF_ITS_TIME,
      'geopandas==0.14.3',
      'SQLAlchemy==1.4.54'
    ],
    sdist: PYMAPD_TESTS
  },
  {
    name: 'heavyai-newest',
    kind: 'pytest',
    packages: [
      ...PYTEST,
      'heavyai==1.3',
      'pyheavydb==8.0.1',
      'importlib_metadata==8.7.0',
      'numpy==2.4.6',
      'pandas==3.1.1',
      'pyarrow==26.0.1',
      'shapely==2.1.2',
      'geopandas==1.1.1',
      'SQLAlchemy==2.1.9',
      'thrift==0.25.0'
    ],
    sdist: PYMAPD_TESTS
  },
  {
    name: 'sqlalchemy-1.4',
    kind: 'pytest',
    packages: [
      ...PYTEST,
      ...OF_ITS_TIME,
      'sqlalchemy-heavyai==1.0',
      'SQLAlchemy==1.4.54'
    ],
    folder: 'test/suites/sqlalchemy'
  },
  {
    name: 'sqlalchemy-2.0',
    kind: 'pytest',
    packages: [
      ...PYTEST,
      ...OF_ITS_TIME,
      'sqlalchemy-heavyai==1.0',
      'SQLAlchemy==2.0.44'
    ],
    folder: 'test/suites/sqlalchemy'
  },
  {
    name: 'connector-7.0',
    kind: 'mocha',
    packages: [
      '@heavyai/connector@7.0.0',
      'apache-arrow@7.0.0',
      'base64-arraybuffer@0.1.5',
      'chai@3.5.0',
      'mocha@8.4.0'
    ],
    spec: '@heavyai/connector/test/integration.spec.js'
  },
  {
    name: 'connector-5.5',
    kind: 'mocha',
    packages: [
      '@mapd/connector@5.5.2',
      'apache-arrow@2.0.0',
      'base64-arraybuffer@0.1.5',
      'chai@3.5.0',
      'mocha@8.4.0'
    ],
    // It names Thrift by a Git address; what it uses of it is in its bundle.
    overrides: { thrift: '0.14.2' },
    spec: '@mapd/connector/test/integration.spec.js'
  }
];
