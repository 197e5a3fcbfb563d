import { useTranslation } from 'react-i18next';
import { Panel } from '../panels/panel.tsx';
import { NotesField } from './notes-field.tsx';
import { useNotesDesk } from './recorder-context.tsx';

/** Notes on the session that goes on. */
export function NotesPanel() {
  const { t } = useTranslation('supportRecords');
  const desk = useNotesDesk();
  return <Panel title={t('notes.title')}>{desk && <NotesField desk={desk} />}</Panel>;
}
