/**
 * Numbers that call for help, by country (ISO 3166-1 alpha-2), as their administrations publish them (ITU-T E.161.1 list,
 * EU emergency numbers). 112 is among them everywhere: networks all over the world take it, and visitors dial it.
 */
const national: Readonly<Record<string, readonly string[]>> = {
  AE: ['999', '998', '997'],
  AL: ['127', '128', '129'],
  AM: ['101', '102', '103', '104', '911'],
  AR: ['911', '100', '101', '107'],
  AT: ['122', '133', '144'],
  AU: ['000', '106'],
  AZ: ['101', '102', '103', '104'],
  BA: ['122', '123', '124'],
  BD: ['999'],
  BE: ['100', '101'],
  BR: ['190', '192', '193', '911'],
  BY: ['101', '102', '103', '104'],
  CA: ['911'],
  CH: ['117', '118', '144'],
  CL: ['131', '132', '133'],
  CN: ['110', '119', '120', '122'],
  CO: ['123'],
  CY: ['199'],
  CZ: ['150', '155', '156', '158'],
  DE: ['110'],
  EG: ['122', '123', '180'],
  ES: ['061', '062', '080', '085', '091', '092'],
  FR: ['15', '17', '18', '114'],
  GB: ['999'],
  GR: ['100', '166', '199'],
  HK: ['999', '992'],
  HR: ['192', '193', '194'],
  HU: ['104', '105', '107'],
  ID: ['110', '113', '118', '119'],
  IE: ['999'],
  IL: ['100', '101', '102'],
  IN: ['100', '101', '102', '108'],
  IT: ['113', '115', '118'],
  JP: ['110', '118', '119'],
  KE: ['999', '911'],
  KR: ['119', '113'],
  KZ: ['101', '102', '103', '104'],
  LI: ['117', '118', '144'],
  LK: ['110', '119', '1990'],
  LT: ['101', '102', '103'],
  LU: ['113'],
  LV: ['110', '113'],
  MA: ['15', '19', '150', '177'],
  ME: ['122', '123', '124'],
  MK: ['192', '193', '194'],
  MX: ['911'],
  MY: ['999'],
  NG: ['199'],
  NO: ['110', '113'],
  NZ: ['111'],
  PE: ['105', '106', '116', '911'],
  PH: ['911'],
  PK: ['15', '16', '115', '1122'],
  PL: ['997', '998', '999'],
  RS: ['192', '193', '194'],
  RU: ['101', '102', '103', '104'],
  SA: ['911', '997', '998', '999'],
  SG: ['995', '999'],
  SI: ['113'],
  SK: ['150', '155', '158', '159'],
  TH: ['191', '199', '1669'],
  TN: ['190', '197', '198'],
  TW: ['110', '119'],
  UA: ['101', '102', '103', '104'],
  US: ['911'],
  VN: ['113', '114', '115'],
  ZA: ['10111', '10177'],
};

const everywhere = '112';
/** Where we know no list: what people from most of the world would dial. */
const unlisted: readonly string[] = ['911', '999'];

/** The emergency numbers of a country, the one that holds everywhere first. Unknown countries have the most usual ones. */
export function emergencyNumbersOf(country: string): readonly string[] {
  return [everywhere, ...(national[country.toUpperCase()] ?? unlisted)];
}

/** Those of several places, each once. */
export function emergencyNumbersOfAll(countries: readonly string[]): readonly string[] {
  return [...new Set(countries.flatMap(emergencyNumbersOf))];
}

/** What counts where the country cannot be known: the most usual ones. */
export const usualEmergencyNumbers: readonly string[] = [everywhere, ...unlisted, '110', '000'];

const anywhere: ReadonlySet<string> = new Set([everywhere, ...unlisted, ...Object.values(national).flat()]);

/** Whether these digits call for help in some country: for limits that must never stand in the way, not for routing. */
export function mayCallForHelp(digits: string): boolean {
  return anywhere.has(digits);
}
