import type { StreamView } from '../../state/live-view.ts';
import { useCustomerLife } from '../live/customer-session.tsx';
import { Part } from '../live/part.tsx';
import { TouchButton } from '../live/touch-button.tsx';
import { useShared } from '../sharing/use-shared.ts';
import { useStreamName } from './use-stream-name.ts';
import { useWords } from '../words/customer-words.tsx';
import { MaskTool } from './mask-tool.tsx';
import { Picture } from './picture.tsx';

/** Every picture of this computer that others see, as they see it. */
export function Previews() {
  const { pictures } = useShared();
  return pictures.map((stream) => <Preview key={stream.producerId} stream={stream} />);
}

function Preview({ stream }: { readonly stream: StreamView }) {
  const { share } = useWords();
  const { maskOf, session } = useCustomerLife();
  const several = useShared().pictures.length > 1;
  const label = useStreamName(stream);
  const mask = maskOf(stream.track);
  return (
    <Part title={share.preview(label)}>
      {mask ? <MaskTool mask={mask} stream={stream} /> : <Picture stream={stream} />}
      {several && (
        <TouchButton tone="danger-quiet" className="self-start" onClick={() => session.stopSharing(stream.producerId)}>
          {share.stopOne(label)}
        </TouchButton>
      )}
    </Part>
  );
}
