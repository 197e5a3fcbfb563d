/** Emergency numbers by country (ISO 3166): those that every phone there reaches. 112 is one in the whole European Union (2018/1972, article 109). */
const byCountry: Readonly<Record<string, readonly string[]>> = {
  DE: ['110', '112'],
  AT: ['112', '122', '133', '144'],
  CH: ['112', '117', '118', '144'],
  FR: ['112', '15', '17', '18'],
  IT: ['112', '113', '115', '118'],
  GB: ['999', '112'],
  IE: ['112', '999'],
  US: ['911', '933'],
  CA: ['911'],
  AU: ['000', '112'],
  NZ: ['111'],
};

/** What a plan of a PBX in this country may not stand in front of. */
export function emergencyNumbersOf(country: string): readonly string[] {
  return byCountry[country.toUpperCase()] ?? ['112', '911'];
}
