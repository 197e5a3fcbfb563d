import { Phone } from 'lucide-react';
import { getI18n } from 'react-i18next';
import type { PaletteRegistry } from '../../ui/palette/palette-registry.ts';
import { targetOf } from './state/dial-target.ts';
import type { TelephonyState } from './state/telephony.ts';

const shownPeople = 8;

/** Lets the command palette find colleagues and call them. @returns a function that takes it back. */
export function registerPeopleInPalette(palette: PaletteRegistry, telephony: () => TelephonyState): () => void {
  return palette.register({
    id: 'people',
    async find(query, signal) {
      if (query === '') return [];
      const { people, me } = telephony();
      await people.learn(query, signal);
      const t = getI18n().getFixedT(null, 'telephony');
      return people
        .known(query)
        .filter((person) => person.userId !== me.userId)
        .slice(0, shownPeople)
        .map((person) => ({
          id: `person-${person.userId}`,
          title: t('actions.callBack', { name: person.displayName }),
          detail: person.extensions[0] ?? person.loginName,
          kind: 'person',
          icon: Phone,
          keywords: [person.displayName, person.loginName, ...person.extensions],
          run: () => telephony().dial(targetOf(person)),
        }));
    },
  });
}
