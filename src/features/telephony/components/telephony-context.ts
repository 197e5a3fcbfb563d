import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { CallSnapshot } from '../sip/phone.ts';
import type { PhoneView } from '../state/phone-view.ts';
import type { TelephonyState } from '../state/telephony.ts';

const TelephonyContext = createContext<TelephonyState | undefined>(undefined);
export const TelephonyProvider = TelephonyContext.Provider;

/** The phone of the person signed in. Throws outside of `TelephonyProvider`. */
export function useTelephony(): TelephonyState {
  const telephony = useContext(TelephonyContext);
  if (telephony === undefined) throw new Error('useTelephony needs a TelephonyProvider above it.');
  return telephony;
}

export function usePhoneView<Part>(select: (view: PhoneView) => Part): Part {
  return useStore(useTelephony().phone, select);
}

export const useCalls = (): readonly CallSnapshot[] => usePhoneView((view) => view.calls);

/** A call's other party as this person knows them: by the call, by the list of people, by the number. */
export function useNameOf(): (party: CallSnapshot['party']) => string {
  const { people } = useTelephony();
  // Subscribed, so that names appear when the list arrives.
  useStore(people.view, (view) => view.items);
  return ({ displayName, number }) => displayName || people.byNumber(number)?.displayName || number;
}
