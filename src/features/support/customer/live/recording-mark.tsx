import { useWords } from '../words/customer-words.tsx';
import { useLive } from './customer-session.tsx';

/** Says that it is recorded, as long as it is, and when whoever records is not heard any more. */
export function RecordingMark() {
  const { share } = useWords();
  const isRecording = useLive((view) => view.isRecording);
  const isUnheard = useLive((view) => view.isRecordingUnheard);
  const tone = isUnheard ? 'bg-amber-soft text-amber-text' : 'bg-red-soft text-red-text';
  return (
    <p role="status" className={`rounded-card p-3 font-medium empty:hidden ${tone}`}>
      {isRecording && (isUnheard ? share.recordingUnheard : `● ${share.recording}`)}
    </p>
  );
}
