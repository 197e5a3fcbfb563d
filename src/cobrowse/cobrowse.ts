import { beginPageSide } from './page-side.ts';
import { readTag } from './script-tag.ts';

// Only while the script runs the document knows by which tag it came.
const tag = document.currentScript;

function start(): void {
  if (tag instanceof HTMLScriptElement) beginPageSide(readTag(tag, document.documentElement.lang));
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start, { once: true });
else start();
