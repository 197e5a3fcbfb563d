import { useTranslation } from 'react-i18next';
import { words } from '../../pages/admin/audit/words.en.ts';

type Kind = keyof (typeof words)['kinds'];

function isKind(kind: string): kind is Kind {
  return Object.hasOwn(words.kinds, kind);
}

/** What actions and kinds of things are called; those that this page does not know stand as their code. */
export function useAuditWords(): { actionName: (action: string) => string; kindName: (kind: string) => string } {
  const { t } = useTranslation('audit');
  const actions: Readonly<Record<string, Readonly<Record<string, string>>>> = t('actions', { returnObjects: true });
  return {
    actionName: (action) => {
      const [subject = '', verb = ''] = action.split('.');
      return actions[subject]?.[verb] ?? action;
    },
    kindName: (kind) => (isKind(kind) ? t(`kinds.${kind}`) : kind),
  };
}
