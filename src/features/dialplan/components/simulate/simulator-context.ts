import { createContext, useContext } from 'react';
import type { Simulator } from '../../state/simulator.ts';

const SimulatorContext = createContext<Simulator | undefined>(undefined);

export const SimulatorProvider = SimulatorContext.Provider;

/** The pretended call of the open plan. */
export function useSimulator(): Simulator {
  const simulator = useContext(SimulatorContext);
  if (simulator === undefined) throw new Error('useSimulator needs a SimulatorProvider above it.');
  return simulator;
}
