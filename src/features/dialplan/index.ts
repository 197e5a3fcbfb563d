/** Front door of the dial plans in the browser. Pages are loaded lazily from pages/. */
export { registerPlansInPalette } from './palette-plans.ts';
