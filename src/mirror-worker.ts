/** Composition root of the dedicated worker that keeps a book's second copy; its name is the book's. */

import { openCopyFolder } from './store/mirror/copy-folder.ts';
import { serveCopy } from './store/mirror/copy-service.ts';

declare const self: DedicatedWorkerGlobalScope;

const hear = serveCopy(openCopyFolder(navigator.storage, self.name), (answer) => self.postMessage(answer));
self.onmessage = ({ data }: MessageEvent<unknown>) => hear(data);
