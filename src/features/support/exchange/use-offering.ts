import { useRef, useState, type ChangeEvent, type DragEvent } from 'react';
import type { LiveSession } from '../state/live-session.ts';
import { droppedFiles } from './dropped-files.ts';

/** Files and folders, chosen or dropped, on their way to the others. */
export function useOffering(session: Pick<LiveSession, 'offerFiles'>, mayOffer: boolean) {
  const picker = useRef<HTMLInputElement>(null);
  const [hasFailed, setFailed] = useState(false);
  const choose = (isFolder: boolean): void => {
    if (!picker.current) return;
    picker.current.webkitdirectory = isFolder;
    picker.current.click();
  };
  const onChange = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    session.offerFiles([...(target.files ?? [])]);
    target.value = '';
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    if (!mayOffer) return;
    setFailed(false);
    droppedFiles(event.dataTransfer).then(
      ({ files, paths }) => session.offerFiles(files, paths),
      () => setFailed(true),
    );
  };
  return {
    choose,
    /** Something that was dropped could not be read. */
    hasFailed,
    input: { ref: picker, type: 'file', multiple: true, hidden: true, onChange },
    place: { onDragOver: (event: DragEvent): void => event.preventDefault(), onDrop },
  } as const;
}
