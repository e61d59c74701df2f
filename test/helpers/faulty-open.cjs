/**
 * Loaded into a sidecar by NODE_OPTIONS: gives it a file system with faults, for which one would
 * need a file server. What FAULTY_OPEN_CONTROL names holds the fault of the moment:
 * `hang` (a FIFO is opened as NFS would be: the kernel keeps the thread), or an error's code and
 * how often it comes.
 */
const { readFileSync, writeFileSync, constants } = require('node:fs');
const files = require('node:fs/promises');

const { open } = files;
const control = process.env.FAULTY_OPEN_CONTROL;

files.open = async (path, flags) => {
  const [fault, left] = readFileSync(control, 'utf8').split(' ');
  if (fault === 'hang') {
    return await open(path, flags & ~constants.O_NONBLOCK);
  }
  if (Number(left) > 0) {
    writeFileSync(control, `${fault} ${Number(left) - 1}`);
    throw Object.assign(new Error(fault), { code: fault });
  }
  return await open(path, flags);
};
