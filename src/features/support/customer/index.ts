/** The front door of the customer's side: what the join page composes. */
export { CustomerApp } from './customer-app.tsx';
export { placeOf } from './arrival/place.ts';
export { wordsOf } from './words/customer-words.tsx';
