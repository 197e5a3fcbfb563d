import { createContext, useContext } from 'react';
import type { Position } from '../../../../../protocol/dialplan/nodes/index.ts';
import type { Spot } from '../../state/selection.ts';

/** Asks what comes behind an exit; `at`: where something new would go. */
export type Choose = (from: Spot, at?: Position) => void;

const ChooserContext = createContext<Choose>(() => undefined);

export const ChooserProvider = ChooserContext.Provider;

export function useChooser(): Choose {
  return useContext(ChooserContext);
}
