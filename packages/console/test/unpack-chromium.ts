/**
 * Run as a process of its own, with TMPDIR naming the folder: the package unpacks into the temp folder of its
 * process, and takes its own libraries along where the environment says that this is Amazon's Linux.
 */
import chromium from '@sparticuz/chromium';

await chromium.executablePath();
