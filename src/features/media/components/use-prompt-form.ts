import { useCallback, useRef, useState } from 'react';
import type { Language } from '../../../../protocol/dialplan/sounds.ts';
import type { Prompt, Speech } from '../../../../protocol/media/prompts.ts';
import { ApiFailure } from '../../../platform/http/api-failure.ts';
import { useReason } from '../../../platform/lists/use-reason.ts';
import type { PromptsApi } from '../state/prompts-api.ts';
import { usePromptsApi } from './media-context.tsx';

/** Where a prompt's audio comes from. `keep`: what an existing one has. */
export type Way = 'keep' | 'upload' | 'record' | 'speak';

export interface PromptFields {
  name: string;
  language: Language | null;
  way: Way;
  file: File | undefined;
  take: Blob | undefined;
  speech: Speech;
}

/** What is wrong with which field, in words or as a key of `missing`. */
export type FieldErrors = Partial<Record<'name' | 'audio' | 'text' | 'voice', string>>;

export interface PromptForm {
  fields: PromptFields;
  change: (change: Partial<PromptFields>) => void;
  errors: FieldErrors;
  failure: unknown;
  isBusy: boolean;
  /** Share of the file that was sent, 0..1; undefined while nothing is sent. */
  progress: number | undefined;
  submit: () => void;
  /** Gives up what is being sent. */
  cancel: () => void;
}

interface FormOptions {
  prompt: Prompt | undefined;
  language: Language;
  missing: (what: 'name' | 'file' | 'take' | 'text') => string;
  onSaved: () => void;
}

function fieldsOf(prompt: Prompt | undefined, language: Language): PromptFields {
  const speech = prompt?.speech ?? { text: '', language: prompt?.language ?? language, voice: '', rate: 1 };
  const way = prompt === undefined ? 'upload' : prompt.kind === 'spoken' ? 'speak' : 'keep';
  return { name: prompt?.name ?? '', language: prompt?.language ?? null, way, file: undefined, take: undefined, speech };
}

/** A prompt that is made or changed: checks, sends, tells what was refused, and can be given up while it is sent. */
export function usePromptForm({ prompt, language, missing, onSaved }: FormOptions): PromptForm {
  const api = usePromptsApi();
  const toReason = useReason();
  const [fields, setFields] = useState(() => fieldsOf(prompt, language));
  const [errors, setErrors] = useState<FieldErrors>({});
  const [failure, setFailure] = useState<unknown>();
  const [progress, setProgress] = useState<number>();
  const [isBusy, setBusy] = useState(false);
  const sending = useRef<AbortController>(undefined);

  const change = useCallback((part: Partial<PromptFields>): void => {
    setFields((before) => ({ ...before, ...part }));
    setErrors({});
  }, []);
  const check = (): FieldErrors => ({
    ...(fields.name.trim() === '' ? { name: missing('name') } : {}),
    ...(fields.way === 'upload' && fields.file === undefined ? { audio: missing('file') } : {}),
    ...(fields.way === 'record' && fields.take === undefined ? { audio: missing('take') } : {}),
    ...(fields.way === 'speak' && fields.speech.text.trim() === '' ? { text: missing('text') } : {}),
  });
  const save = async (): Promise<void> => {
    const controller = new AbortController();
    sending.current = controller;
    setBusy(true);
    setFailure(undefined);
    try {
      await store(api, prompt, fields, { signal: controller.signal, onProgress: setProgress });
      onSaved();
    } catch (error) {
      if (controller.signal.aborted) return;
      const refused = refusedFields(error, toReason);
      setErrors(refused);
      if (Object.keys(refused).length === 0) setFailure(error);
    } finally {
      setBusy(false);
      setProgress(undefined);
    }
  };
  return {
    fields,
    errors,
    failure,
    isBusy,
    progress,
    change,
    submit: () => {
      const found = check();
      setErrors(found);
      if (Object.keys(found).length === 0 && !isBusy) void save();
    },
    cancel: () => sending.current?.abort(),
  };
}

interface SendOptions {
  signal: AbortSignal;
  onProgress: (share: number) => void;
}

/** New audio first: if it is refused, name and language stay as they were too. */
async function store(...[api, prompt, fields, options]: [PromptsApi, Prompt | undefined, PromptFields, SendOptions]): Promise<void> {
  const { language, way, speech } = fields;
  const name = fields.name.trim();
  const file = way === 'upload' ? fields.file : way === 'record' ? fields.take : undefined;
  const sound = file && { kind: way === 'record' ? ('recorded' as const) : ('uploaded' as const), file, ...options };
  if (prompt === undefined) {
    if (way === 'speak') await api.speak({ ...speech, name });
    else if (sound) await api.upload({ name, language }, sound);
    return;
  }
  let current = prompt;
  if (way === 'speak' && !isSameSpeech(prompt.speech, speech)) current = await api.replaceSpeech(current, speech);
  if (sound) current = await api.replaceAudio(current, sound);
  const wanted = way === 'speak' ? speech.language : language;
  if (current.name !== name || current.language !== wanted)
    await api.update(current.id, { version: current.version, name, language: wanted });
}

function isSameSpeech(one: Speech | null, other: Speech): boolean {
  return one !== null && JSON.stringify(one) === JSON.stringify({ ...one, ...other });
}

function refusedFields(error: unknown, toReason: (reason: string) => string): FieldErrors {
  if (!(error instanceof ApiFailure)) return {};
  const { name, voice, text } = error.fields;
  return {
    ...(name === undefined ? {} : { name: toReason(name) }),
    ...(voice === undefined ? {} : { voice: toReason(voice) }),
    ...(text === undefined ? {} : { text: toReason(text) }),
  };
}
