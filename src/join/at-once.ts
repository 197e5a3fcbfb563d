import { openRelayLine } from '../platform/relay/line-ahead.ts';
import type { InPage } from './in-page.ts';

// Stands in the page before everything else, so that the way to the relay is there when its code is. It knows nothing and says nothing.
const page: InPage = window;
page.desklineLine = openRelayLine();
