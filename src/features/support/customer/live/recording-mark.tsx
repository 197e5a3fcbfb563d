import { useWords } from '../words/customer-words.tsx';
import { useLive } from './customer-session.tsx';

/** Says that it is recorded, as long as it is. */
export function RecordingMark() {
  const { share } = useWords();
  const isRecording = useLive((view) => view.isRecording);
  return (
    <p role="status" className="rounded-card bg-red-soft p-3 font-medium text-red-text empty:hidden">
      {isRecording && `● ${share.recording}`}
    </p>
  );
}
