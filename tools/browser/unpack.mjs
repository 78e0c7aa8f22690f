// Unpacks the npm Chromium into the temp folder it is given by TMPDIR, and prints where it is.
import chromium from "@sparticuz/chromium";

console.log(await chromium.executablePath());
