/** The front door of the customer's side: what the join page composes. */
export { CustomerApp, type CustomerAppProps } from './customer-app.tsx';
export { placeOf } from './arrival/place.ts';
