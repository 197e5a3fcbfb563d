/**
 * Passwords that guessers try first, as far as they reach the minimum length of 12 (shorter ones are refused
 * anyway). The leaked lists agree on how people make long ones: a common word with a year, a run of digits or
 * another common word, a word twice, a walk over the keyboard. The list is made from those habits once, on first
 * use: about 9,000 entries, less than 1 MB.
 */
const words = [
  'password',
  'passwort',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'welcome',
  'willkommen',
  'qwerty',
  'qwertz',
  'letmein',
  'iloveyou',
  'ichliebedich',
  'sunshine',
  'princess',
  'football',
  'fussball',
  'baseball',
  'superman',
  'batman',
  'master',
  'dragon',
  'monkey',
  'shadow',
  'michael',
  'jordan',
  'charlie',
  'jennifer',
  'computer',
  'internet',
  'samsung',
  'starwars',
  'pokemon',
  'freedom',
  'whatever',
  'trustno1',
  'hunter',
  'killer',
  'liverpool',
  'arsenal',
  'chelsea',
  'bayern',
  'borussia',
  'dortmund',
  'schalke',
  'hamburg',
  'berlin',
  'germany',
  'deutschland',
  'london',
  'america',
  'summer',
  'sommer',
  'winter',
  'spring',
  'fruehling',
  'autumn',
  'herbst',
  'january',
  'februar',
  'montag',
  'monday',
  'friday',
  'freitag',
  'geheim',
  'secret',
  'hallo',
  'hello',
  'schatz',
  'passphrase',
  'changeme',
  'default',
  'administrator',
  'admin',
  'system',
  'service',
  'support',
  'company',
  'firma',
  'office',
  'business',
  'telephone',
  'telefon',
  'deskline',
  'security',
  'chocolate',
  'butterfly',
  'diamond',
  'forever',
  'lovely',
  'flower',
  'rainbow',
  'cookie',
  'ginger',
  'pepper',
  'tigger',
  'maverick',
  'phoenix',
  'ferrari',
  'mercedes',
] as const;
const endings = [
  '1',
  '12',
  '123',
  '1234',
  '12345',
  '123456',
  '1234567',
  '12345678',
  '123456789',
  '1234567890',
  '!',
  '!!',
  '123!',
  '1234!',
  '@123',
  '#123',
  '11',
  '111',
  '1111',
  '007',
  '69',
  '88',
  '99',
  '00',
  '000',
  '01',
  'abc',
  'xyz',
  '?',
  '.',
] as const;
const walks = [
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'zxcvbnm',
  'yxcvbnm',
  '1234567890',
  '0987654321',
  '9876543210',
  'abcdefghijklmnopqrstuvwxyz',
  '1q2w3e4r5t6z7u8i9o0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'qazwsxedcrfvtgbyhn',
  'qaywsxedcrfvtgbzhn',
  '!qaz@wsx#edc$rfv',
  'a1b2c3d4e5f6g7h8',
  '147258369',
  '123qweasdzxc',
  '123qweasdyxc',
] as const;
const shortest = 12;

let made: ReadonlySet<string> | undefined;

/** The list, in lower case. */
export function commonPasswords(): ReadonlySet<string> {
  made ??= make();
  return made;
}

function make(): ReadonlySet<string> {
  const list = new Set<string>();
  const add = (text: string): void => {
    if (text.length >= shortest) list.add(text);
  };
  for (const word of words) {
    add(word);
    add(word + word);
    for (const ending of endings) {
      add(word + ending);
      add(ending + word);
      add(`${word}${word}${ending}`);
    }
    for (let year = 1960; year <= 2030; year += 1) {
      add(`${word}${year}`);
      add(`${word}${year}!`);
    }
    for (const second of words.slice(0, 20)) add(word + second);
  }
  for (const walk of walks) addWalk(walk, add);
  return list;
}

function addWalk(walk: string, add: (text: string) => void): void {
  for (let length = 3; length <= walk.length; length += 1) {
    const piece = walk.slice(0, length);
    add(piece);
    add(piece.repeat(2));
    add(piece.repeat(3));
    add(piece.repeat(4));
    for (const other of walks) add(piece + other.slice(0, length));
    for (const ending of endings) add(piece + ending);
  }
}
