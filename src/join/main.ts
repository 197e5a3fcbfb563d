import './join.css';
import { forbidMadeCode } from './no-made-code.ts';
import { takeFragment } from '../platform/links/take-fragment.ts';

// The link's secret leaves the address bar before anything else is even fetched; from here on it is in this page's memory only.
const fragment = takeFragment(location, history);

forbidMadeCode();
void import('./start.tsx').then(({ start }) => start(fragment));
