import './join.css';
import { takeFragment } from './take-fragment.ts';

// The link's secret leaves the address bar before anything else is even fetched; from here on it is in this page's memory only.
const fragment = takeFragment(location, history);

void import('./start.tsx').then(({ start }) => start(fragment));
