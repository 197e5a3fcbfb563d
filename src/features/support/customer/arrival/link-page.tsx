import { useState, type FormEvent } from 'react';
import { TouchButton } from '../live/touch-button.tsx';
import { buttonClasses } from '../../../../ui/button/button-styles.ts';
import { useWords } from '../words/customer-words.tsx';
import type { JoinRequest } from './join-request.ts';
import { rememberedName } from './remembered-name.ts';
import { TextBox } from './text-box.tsx';
import { DesktopHint } from './desktop-hint.tsx';
import type { Inviting } from './inviting.ts';

interface LinkPageProps {
  readonly routingId: string;
  /** Undefined: the page was loaded again, and the secret is gone. */
  readonly secret: string | undefined;
  readonly isCamera: boolean;
  readonly inviting: Inviting | undefined;
  readonly isBusy: boolean;
  readonly refusal: string | undefined;
  readonly onJoin: (request: JoinRequest) => void;
}

/** `/j/ID`: who invites, a name, and a click. Nothing is used up before it: mail scanners open links too. */
export function LinkPage({ routingId, secret, isCamera, inviting, isBusy, refusal, onJoin }: LinkPageProps) {
  const { arrival, refusal: refusals } = useWords();
  const [name, setName] = useState(rememberedName.read);
  const [isNameMissing, setNameMissing] = useState(false);
  const state = inviting?.state ?? 'open';
  const dead = secret === undefined ? arrival.noSecret : state === 'open' ? undefined : refusals[state];
  const join = (event: FormEvent): void => {
    event.preventDefault();
    if (secret === undefined) return;
    const given = name.trim();
    if (given !== '') rememberedName.keep(given);
    // With a phone in one hand nobody wants to type.
    setNameMissing(given === '' && !isCamera);
    if (given === '' && !isCamera) return;
    onJoin({ kind: 'link', routingId, secret, name: given || arrival.guest });
  };
  return (
    <form onSubmit={join} noValidate className="card flex flex-col gap-4 p-4">
      <h1 className="text-page font-semibold">{isCamera ? arrival.linkTitleCamera : arrival.linkTitle}</h1>
      {inviting?.ownerName !== undefined && <p className="text-title">{arrival.invitedBy(inviting.ownerName, inviting.tenantName)}</p>}
      {(refusal ?? dead) !== undefined && (
        <p role="alert" className="text-red-text">
          {refusal ?? dead}
        </p>
      )}
      {dead === undefined ? (
        <>
          <p className="text-n11">{arrival.linkHint}</p>
          <TextBox
            label={arrival.name}
            hint={isCamera ? arrival.nameHint : undefined}
            error={isNameMissing ? arrival.nameMissing : undefined}
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="name"
            maxLength={80}
          />
          <TouchButton type="submit" tone="primary" aria-disabled={isBusy || undefined} aria-busy={isBusy || undefined}>
            {arrival.join}
          </TouchButton>
          {isCamera && secret !== undefined && <DesktopHint link={`${location.origin}/see/${routingId}#${secret}`} />}
        </>
      ) : (
        <a href="/j" className={buttonClasses('secondary', 'touch')}>
          {arrival.enterCode}
        </a>
      )}
    </form>
  );
}
