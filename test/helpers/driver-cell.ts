/** A user's own Python that connects `con` by the driver alone, without a Jupyter server. */
export const driverCell = (sessionFile: string): string =>
  [
    'import os, pathlib',
    'import heavydb',
    'con = heavydb.connect(',
    `    sessionid=pathlib.Path(${JSON.stringify(sessionFile)}).read_text(),`,
    '    protocol=os.environ["OMNISCI_PROTOCOL"],',
    '    host=os.environ["OMNISCI_HOST"],',
    '    port=int(os.environ["OMNISCI_PORT"]),',
    ')',
    'con'
  ].join('\n');
