import { afterEach, describe, expect, it, vi } from 'vitest';
import { emptyView } from '../../state/empty-view.ts';
import { capabilities } from '../../state/live-view.ts';
import { ClipboardPart } from '../exchange/clipboard-part.tsx';
import { StepsPart } from '../exchange/steps-part.tsx';
import { SharePart } from '../sharing/share-part.tsx';
import { SharingBanner } from '../sharing/sharing-banner.tsx';
import { alice, kim, shown } from '../testing/shown.testing.tsx';
import { AllowedList } from './allowed-list.tsx';
import { Applicants } from './applicants.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { ChatPart } from './chat-part.tsx';
import { NotKeptNote } from './not-kept-note.tsx';
import { OrganisationLines } from './organisation-lines.tsx';
import { PeoplePart } from './people-part.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { StateLine } from './state-line.tsx';
import { TakenNote } from './taken-note.tsx';

const session = { id: 's', kind: 'screen', tenantName: 'Acme', startedAt: undefined } as const;
const granted = (name: 'view' | 'clipboard', more: object = {}) => ({
  ...emptyView().capabilities,
  [name]: { state: 'granted', seatId: 'a', holders: [{ seatId: 'a', until: undefined, ...more }], ...more } as const,
});
const bob = { ...alice, seatId: 'b', name: 'Bob', vouchedBy: 'Alice' };
const picture = { producerId: 'p', seatId: 'k', source: 'screen', label: '', width: 1, height: 1, isPaused: false, isMine: true } as const;

describe('[SU125] a question', () => {
  it.each(capabilities)('about %s says who, what and how long in both languages', (capability) => {
    const asks = [{ id: 'q', capability, minutes: 10, seatId: 'a', name: 'Alice' }];
    const english = shown(<AskDialog />, { asks });
    expect(english).toMatch(/<dialog open=""/);
    expect(english).toMatch(/<h2[^>]*>Allow Alice to [^<]+\?<\/h2>/);
    expect(english).toContain('For 10 minutes');
    expect(shown(<AskDialog />, { asks }, 'de')).toMatch(/<h2[^>]*>Alice erlauben, [^<]+\?<\/h2>/);
  });

  it('without an end says so, and takes no click at first', () => {
    const html = shown(<AskDialog />, { asks: [{ id: 'q', capability: 'files', minutes: null, seatId: 'a', name: 'Alice' }] });
    expect(html).toContain('Until you stop it');
    expect(html).toMatch(/<button[^>]*disabled=""[^>]*>Allow</);
  });

  it('is not there when nobody asks', () => {
    expect(shown(<AskDialog />, {})).toBe('');
  });
});

describe('[SU561] a chat of a thousand lines', () => {
  const chat = Array.from({ length: 1_000 }, (_, at) => ({ id: String(at), seatId: 'a', name: 'Alice', text: `line ${String(at)}.`, at }));

  it('draws the newest two hundred, with a button for earlier ones in both languages', () => {
    const html = shown(<ChatPart />, { chat });
    expect(html.match(/line \d+\./g)).toEqual(chat.slice(-200).map(({ text }) => text));
    expect(html).toMatch(/<button[^>]*>Show earlier</);
    expect(shown(<ChatPart />, { chat }, 'de')).toMatch(/<button[^>]*>Frühere zeigen</);
  });

  it('of as many as are drawn has no such button (control)', () => {
    expect(shown(<ChatPart />, { chat: chat.slice(-200) })).not.toContain('Show earlier');
  });
});

describe('[SU481] how a question says that all can be ended', () => {
  const about = (capability: 'camera' | 'record', isAtCamera: boolean) =>
    shown(<AskDialog isAtCamera={isAtCamera} />, { asks: [{ id: 'q', capability, minutes: null, seatId: 'a', name: 'Alice' }] });
  const all = () => [about('camera', false), about('camera', true), about('record', true)];
  afterEach(() => vi.unstubAllGlobals());

  it('is by Esc where there is a keyboard', () => {
    for (const html of all()) expect(html).toContain('Press Esc twice');
  });

  it('is by the button that a thumb finds where there is none', () => {
    vi.stubGlobal('matchMedia', (query: string) => ({ matches: query === '(pointer: coarse)' }));
    const [atScreen, camera, record] = all();
    expect(atScreen).toContain('“Stop” in the list');
    expect(camera).toContain('Tap “Stop” at the top');
    expect(record).toContain('Tap “More” and “Stop”');
    for (const html of [atScreen, camera, record]) expect(html).not.toContain('Esc');
  });
});

describe('[SU556] [SU557] a question about a picture or a voice', () => {
  const about = (capability: 'view' | 'camera' | 'voice' | 'files', more: object = {}, language: 'en' | 'de' = 'en') =>
    shown(
      <AskDialog />,
      { asks: [{ id: 'q', capability, minutes: 5, seatId: 'a', name: 'Alice' }], people: [kim, alice], ...more },
      language,
    );

  it('says that pointing and drawing come with it', () => {
    for (const capability of ['view', 'camera'] as const) {
      expect(about(capability)).toContain('point and draw on it');
      expect(about(capability, {}, 'de')).toContain('darauf zu zeigen und zu zeichnen');
    }
    for (const capability of ['voice', 'files'] as const) expect(about(capability)).not.toContain('draw');
  });

  it('names the other experts who get it, too, and nobody who has it', () => {
    const people = [kim, alice, bob, { ...bob, seatId: 'c', name: 'Carl', isSealed: false }];
    expect(about('view', { people })).toContain('The same goes for Bob.');
    expect(about('voice', { people }, 'de')).toContain('Dasselbe gilt für Bob.');
    expect(about('files', { people })).not.toContain('Bob');
    expect(about('view')).not.toContain('The same goes');
    const holders = [{ seatId: 'b', until: undefined }];
    expect(about('view', { people, capabilities: granted('view', { seatId: 'b', holders }) })).not.toContain('Bob');
  });
});

describe('[SU362] [SU363] what the device took', () => {
  const mine = (source: 'camera' | 'voice', isHeld: boolean) => ({ ...picture, producerId: source, source, isHeld });

  it.each([
    [[mine('camera', true), mine('voice', false)], 'has paused the camera:'],
    [[mine('camera', false), mine('voice', true)], 'has paused the microphone:'],
    [[mine('camera', true), mine('voice', true)], 'has paused camera and microphone:'],
  ])('is named: %#', (streams, sentence) => {
    expect(shown(<TakenNote />, { streams })).toContain(sentence);
  });

  it('is nothing when nothing was taken, or from somebody else', () => {
    expect(shown(<TakenNote />, { streams: [mine('camera', false)] })).toBe('');
    const theirs = { ...mine('voice', true), isMine: false };
    expect(shown(<TakenNote />, { streams: [theirs], lost: [{ seatId: 'a', isMine: false, source: 'voice' }] })).toBe('');
  });

  it('of a voice that ended has the button that starts it again', () => {
    const lost = [{ seatId: 'k', isMine: true, source: 'voice' }] as const;
    expect(shown(<TakenNote />, { lost, link: 'live' })).toMatch(/<button(?![^>]*disabled="")[^>]*>Talk again</);
  });
});

describe('[SU563] what a customer who is cut off reads', () => {
  const both = (view: object) => `${shown(<SharingBanner />, { streams: [picture], ...view })}${shown(<StateLine />, view)}`;
  const lost = { state: 'lost', why: undefined } as const;

  it('is that sharing is interrupted, and not that they share, with the button that stops it', () => {
    const html = both({ link: 'reconnecting', quality: lost });
    expect(html).toMatch(/Sharing is interrupted.*Stop sharing.*nothing of yours is shown/u);
    expect(html).not.toContain('You are sharing');
  });

  it('is that they share while pictures go on beside a line that is lost', () => {
    const html = both({ link: 'reconnecting', quality: { ...lost, state: 'good' } });
    expect(html).toContain('You are sharing');
    expect(html).toContain('The connection is interrupted.');
    expect(html).not.toContain('nothing of yours is shown');
  });
});

describe('[SU480] a tab that cannot come back', () => {
  it('says so; one that can says nothing', () => {
    expect(shown(<NotKeptNote />, { isKept: false })).toContain('only with a new link');
    expect(shown(<NotKeptNote />, { isKept: false }, 'de')).toContain('nur mit einem neuen Link');
    expect(shown(<NotKeptNote />, {})).toBe('');
  });
});

describe('[SU145] before a screen is shared', () => {
  const asks = [{ id: 'q', capability: 'view', minutes: null, seatId: 'a', name: 'Alice' }] as const;
  const both = (language: 'en' | 'de') => [shown(<SharePart />, {}, language), shown(<AskDialog />, { asks }, language)];
  const isTold = (language: 'en' | 'de', sentence: RegExp) => both(language).map((html) => sentence.test(html));
  afterEach(() => vi.unstubAllGlobals());

  it('a browser that cannot mask says so, and which can; one that can says nothing of it', () => {
    vi.stubGlobal('navigator', { mediaDevices: { getDisplayMedia: () => undefined } });
    expect(isTold('en', /cannot black out areas: share a single window.*Chrome and Edge can/)).toEqual([true, true]);
    expect(isTold('de', /kann nichts schwärzen: Teilen Sie ein einzelnes Fenster.*Chrome und Edge können es/)).toEqual([true, true]);
    expect(isTold('en', /You can black out areas/)).toEqual([false, false]);
    for (const part of ['MediaStreamTrackProcessor', 'MediaStreamTrackGenerator', 'OffscreenCanvas']) vi.stubGlobal(part, vi.fn());
    expect(isTold('en', /cannot black out/)).toEqual([false, false]);
    expect(isTold('en', /You can black out areas/)).toEqual([true, false]);
  });
});

describe('[SU129] what is shared', () => {
  it('is on top with the button that ends it', () => {
    expect(shown(<SharingBanner />, { streams: [picture] })).toMatch(/You are sharing.*Stop sharing/);
  });

  it('is no banner for somebody else’s picture, a voice, or nothing', () => {
    expect(shown(<SharingBanner />, {})).toBe('');
    expect(
      shown(<SharingBanner />, {
        streams: [
          { ...picture, isMine: false },
          { ...picture, source: 'voice' },
        ],
      }),
    ).toBe('');
  });
});

describe('what is allowed', () => {
  it('[SU125] counts down', () => {
    const view = { people: [alice, kim], capabilities: granted('view', { until: performance.now() + 90_000 }) };
    expect(shown(<AllowedList />, view)).toMatch(/Alice can see your screen.*1:30 left/);
    expect(shown(<AllowedList />, {})).toContain('Nothing but chat');
  });

  it('[SU556] [SU557] is named for everybody who may, with their time, and ended for all at once', () => {
    const holders = [
      { seatId: 'a', until: performance.now() + 90_000 },
      { seatId: 'b', until: undefined },
    ];
    const view = { people: [kim, alice, bob], capabilities: granted('view', { ...holders[0], holders }) };
    const html = shown(<AllowedList />, view);
    expect(html).toMatch(/Alice can see your screen.*1:30 left.*Bob can see your screen.*until you stop it/);
    expect(html.match(/<button/g)).toHaveLength(1);
  });

  it('[SU132] brings the clipboard only while it is', () => {
    expect(shown(<ClipboardPart />, { link: 'live' })).toBe('');
    expect(shown(<ClipboardPart />, { link: 'locked', capabilities: granted('clipboard') })).toBe('');
    expect(shown(<ClipboardPart />, { link: 'live', capabilities: granted('clipboard') })).toContain('Send my clipboard');
  });
});

describe('[SU130] people', () => {
  it('are named with who vouched for them, and not as the one whom the secret proved', () => {
    const html = shown(<StateLine />, { link: 'live', people: [kim, alice, bob], session });
    expect(html).toContain('You are connected with Alice from Acme');
    expect(html).toContain('Bob, vouched for by Alice');
  });

  it('[SU530] who are supervisors are shown as such, with who vouched for them; in the question it is not said', () => {
    const people = [kim, alice, { ...bob, isSupervisor: true }];
    for (const language of ['en', 'de'] as const)
      for (const part of [<PeoplePart key="people" />, <StateLine key="state" />]) {
        const html = shown(part, { link: 'live', people, session }, language);
        expect(html).toMatch(/Bob \(Supervisor\), (vouched for by|empfohlen von) Alice/);
        expect(html, 'control').not.toContain('Alice (Supervisor)');
      }
    const applicants = [{ seatId: 'b', name: 'Bob', digits: '12345', vouchedBy: 'Alice' }];
    expect(shown(<Applicants />, { people, applicants })).not.toContain('Supervisor');
  });

  it('without the keys are nobody yet', () => {
    expect(shown(<StateLine />, { link: 'joining', people: [kim, { ...alice, isSealed: false }], session })).not.toContain('Alice');
  });

  it('[SU556] who ask to come in: it is said what they will see and hear, and as long as who', () => {
    const applicants = [{ seatId: 'b', name: 'Bob', digits: '12345', vouchedBy: 'Alice' }];
    const voice = { ...picture, producerId: 'v', source: 'voice' } as const;
    const view = { applicants, people: [kim, alice], streams: [picture], capabilities: granted('view', { until: 90_000 }) };
    expect(shown(<Applicants />, view)).toContain('Bob can then see your screen and point and draw on your picture, as long as Alice may.');
    expect(shown(<Applicants />, view, 'de')).toContain(
      'Bob ist dann erlaubt, Ihren Bildschirm zu sehen und auf Ihrem Bild zu zeigen und zu zeichnen, solange es Alice erlaubt ist.',
    );
    const open = shown(<Applicants />, { ...view, streams: [voice], capabilities: granted('view') });
    expect(open).toContain('Bob can then talk with you and hear your microphone, until you stop it.');
    expect(open).not.toContain('see your screen');
    expect(shown(<Applicants />, { ...view, streams: [{ ...picture, isMine: false }] })).not.toContain('Bob can then');
  });

  it('who ask to come in are let in here', () => {
    const html = shown(<Applicants />, { applicants: [{ seatId: 'b', name: 'Bob', digits: '123451234512345', vouchedBy: 'Alice' }] });
    expect(html).toContain('Bob, vouched for by Alice – let in?');
    expect(html).toContain('12345 12345 12345');
  });
});

describe('[SU352] a weak network', () => {
  const good = { link: 'live', people: [kim, alice], session, quality: { state: 'good', why: undefined } } as const;
  const weak = { ...good, quality: { state: 'weak', why: 'losing' } } as const;

  it('has nothing better said beside it; what is worse stays', () => {
    expect(shown(<StateLine />, good), 'control').toContain('Good connection');
    expect(shown(<StateLine isWeakTold />, good)).not.toContain('Good connection');
    expect(shown(<StateLine isWeakTold />, weak)).toMatch(/amber.*You are connected|You are connected.*amber/su);
  });
});

describe('steps', () => {
  it('[SU129] are in order, each with its button until it is done', () => {
    const step = { producerId: 'p', seatId: 'a', colour: 1, tool: 'step', points: [[0, 0]] } as const;
    const drawings = [
      { ...step, id: '2', number: 2, text: 'Then this' },
      { ...step, id: '1', number: 1, text: 'First this', isDone: true },
    ];
    const html = shown(<StepsPart />, { drawings });
    expect(html.indexOf('First this')).toBeLessThan(html.indexOf('Then this'));
    expect(html).toContain('Step 2 done');
    expect(html).not.toContain('Step 1 done');
  });
});

describe('[SU14] somebody was taken out, not by this page', () => {
  it.each([
    ['en', 'Alice was taken out of this session, not by you'],
    ['de', 'Alice wurde aus dieser Sitzung entfernt, nicht von Ihnen'],
  ] as const)('is said with the name, in %s', (language, sentence) => {
    expect(shown(<ProblemAlert />, { problem: { code: 'takenOut', detail: 'Alice' } }, language)).toContain(sentence);
    expect(shown(<ProblemAlert />, { problem: { code: 'fileChanged', detail: 'Alice' } }, language), 'control').not.toContain('Alice');
  });
});

describe('[SE107] whose browsers are approved', () => {
  const known = { people: [kim, alice], session, organisationKey: '1234 5678' };
  it.each([
    ['en', 'Alice: browser approved under this key', 'Key that speaks for Acme: 1234 5678'],
    ['de', 'Alice: Browser unter diesem Schlüssel freigegeben', 'Schlüssel, der für Acme spricht: 1234 5678'],
  ] as const)('is said with the key, in %s', (language, name, key) => {
    const html = shown(<OrganisationLines />, { ...known, organisation: { a: 'approved' } }, language);
    expect(html).toContain(name);
    expect(html).toContain(key);
  });

  it.each([
    ['en', 'Alice: browser no longer approved', 'The organisation has removed the browser of Alice'],
    ['de', 'Alice: Browser nicht mehr freigegeben', 'Die Organisation hat den Browser von Alice entfernt'],
  ] as const)(
    '[SE112] of a removed one it is said that it is none, without a key that nobody speaks under, in %s',
    (language, line, notice) => {
      const html = shown(<OrganisationLines />, { ...known, organisation: { a: 'removed' } }, language);
      expect(html).toContain(line);
      expect(html).not.toContain('1234 5678');
      expect(shown(<ProblemAlert />, { problem: { code: 'browserRemoved', detail: 'Alice' } }, language)).toContain(notice);
    },
  );

  it('another organisation’s is told apart, and nothing is said of who is not approved', () => {
    expect(shown(<OrganisationLines />, { ...known, organisation: { a: 'foreign' } })).toMatch(
      /Alice’s browser belongs to another organisation/,
    );
    expect(shown(<OrganisationLines />, { ...known, organisation: {} })).toBe('');
  });
});
