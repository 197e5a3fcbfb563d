import { useState, type FormEvent, type KeyboardEvent } from 'react';
import type { LiveSession } from '../state/live-session.ts';

/** A line that somebody writes: Enter sends it, Shift and Enter begins another one in it. */
export function useChatLine(session: Pick<LiveSession, 'say'>, canSend: boolean) {
  const [text, setText] = useState('');
  const send = (): void => {
    if (text.trim() === '' || !canSend) return;
    session.say(text);
    setText('');
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return { text, setText, onSubmit, onKeyDown };
}
