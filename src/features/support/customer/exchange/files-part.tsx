import { useRef, type ChangeEvent } from 'react';
import { useLive, useSession } from '../live/customer-session.tsx';
import { Part } from '../live/part.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useWords } from '../words/customer-words.tsx';
import { FileRow } from './file-row.tsx';

/** Files both ways. What the expert offers waits here for a yes. */
export function FilesPart() {
  const { files: words } = useWords();
  const session = useSession();
  const files = useLive((view) => view.files).filter(({ isAside }) => isAside !== true);
  const isAllowed = useLive(({ capabilities }) => capabilities.files.state === 'granted');
  const isLive = useLive(({ link }) => link === 'live');
  const picker = useRef<HTMLInputElement>(null);
  if (!isAllowed && files.length === 0) return null;
  const offer = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    session.offerFiles([...(target.files ?? [])]);
    target.value = '';
  };
  return (
    <Part title={words.title}>
      {isAllowed ? (
        <>
          <input ref={picker} type="file" multiple hidden onChange={offer} aria-label={words.offer} />
          <TouchButton className="self-start" disabled={!isLive} onClick={() => picker.current?.click()}>
            {words.offer}
          </TouchButton>
        </>
      ) : (
        <p className="text-n11">{words.need}</p>
      )}
      <ul className="flex flex-col divide-y divide-n6 empty:hidden">
        {files.map((file) => (
          <FileRow key={file.id} file={file} />
        ))}
      </ul>
    </Part>
  );
}
