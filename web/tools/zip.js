/* What the spreadsheet libraries pack and unpack with, in place of the asynchronous functions of fflate: those start a
   worker for a bigger file, which the policy of the site refuses. A plan is small enough to wait for. */
import { unzipSync, zipSync } from "FFLATE";

const BIGGEST = 20_000_000; // bytes unpacked; a full plan takes a hundredth of it

export function zip(files, done) {
  finish(() => zipSync(files), done);
}

/* Unpack a file; one that says that it is big, or that is bigger than it says, is refused. */
export function unzip(bytes, done) {
  let size = 0;
  const filter = ({ originalSize }) => {
    size += originalSize;
    if (size > BIGGEST) throw new RangeError("too big");
    return true;
  };
  finish(() => unzipSync(bytes, { filter }), done);
}

export * from "FFLATE";

function finish(action, done) {
  try {
    done(null, action());
  } catch (error) {
    done(error);
  }
}
