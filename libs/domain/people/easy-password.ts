// Passwords that are tried first: what many people choose, rows of keys, and the names that everybody in the commune knows. Length is asked elsewhere.

/** Chosen everywhere, in Vietnamese and English, as they look without signs, digits before and behind. */
const WORDS = `password passwords passw passwort passcode mypassword thepassword changeme changemenow letmein letmeinnow welcome welcomehome welcometo
  administrator administration admin adminadmin superadmin rootroot useruser username login loginlogin guestguest testtest testing testtesttest
  iloveyou iloveyouso ilovemom ilovejesus lovelove loveyou loveme forever foreveryoung princess sunshine sweetheart football baseball basketball
  superman batman spiderman starwars pokemon dragon dragonball monkey master mustang shadow michael jennifer jordan michelle charlie liverpool
  manchester chelsea arsenal barcelona realmadrid ronaldo messi computer internet facebook google youtube samsung iphone windows microsoft android
  whatever trustno trustnoone nothing secret topsecret hellohello helloworld goodmorning goodluck freedom summer winter spring flower butterfly
  blink chocolate cheese killer hunter ranger maggie ginger pepper cookie buster summertime happy happynewyear abcdef abcabc qwerty qwertyqwerty
  asdfasdf zxcvzxcv qweqwe asdasd qazwsx qazwsxedc qwertyuiop zaqxsw matkhau matkhaucuatoi matkhaumoi matkhaumatkhau matkhaula quenmatkhau
  khongbiet khongcomatkhau khongconho toikhongbiet anhyeuem anhyeuemnhieu anhyeuemmaimai emyeuanh emyeuanhnhieu yeuemmaimai yeuem yeuanh
  toiyeuem toiyeuban toiyeuvietnam yeuvietnam vietnam vietnamvodich vietnamoi hanoi saigon hochiminh bacho danang haiphong toilaai congaime
  giadinh giadinhtoi hanhphuc tinhyeu tinhyeuoi maimai maimaimotinhyeu maiyeu mailaanhem chaoban chaoem xinchao xinchaovietnam chucmungnammoi
  chucmung nammoi tetnguyendan conyeu conyeume meyeucon bome bomeyeucon yeubome yeume thuongem nhoem nhoanh ngoisao hoahong hoamai baobinh
  quantri quantrivien nguoidung phatthanh daiphatthanh truyenthanh loaphuong loaphatthanh daitruyenthanh uyban uybannhandan ubndxa chutich bithu
  truongban truongthon canbo canboxa vanhoa vanhoaxa`;

/** As the keys lie, and as one counts. */
const ROWS = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  'qazwsxedcrfvtgbyhnujmikolp',
];

/** So little beside a name does not hide it. */
const MOST_BESIDE_A_NAME = 4;
const SHORTEST_NAME = 3;
const LEAST_DIFFERENT = 4;

/** Whether strangers would guess it among the first. `names`: what anybody knows about whose it is: the own name, the login, the commune. */
export function isEasyPassword(password: string, names: readonly string[]): boolean {
  const letters = bare(password);
  if (letters === '' || new Set(letters).size < LEAST_DIFFERENT || /^\d+$/.test(letters)) return true;
  if (isInARow(letters) || /^(.{1,5})\1+$/.test(letters)) return true;
  // Taken apart here and not when the file is read: what is worked out at once, bundlers carry to every page.
  const words = WORDS.split(/\s+/);
  if (words.includes(letters) || words.includes(letters.replace(/^\d+|\d+$/g, ''))) return true;
  return names
    .flatMap((name) => [bare(name), bare(name.replace(/^\s*\p{L}+/u, ''))])
    .filter((name) => name.length >= SHORTEST_NAME)
    .some((name) => letters.includes(name) && letters.replaceAll(name, '').length <= MOST_BESIDE_A_NAME);
}

function isInARow(letters: string): boolean {
  const backwards = [...letters].reverse().join('');
  return ROWS.some((row) => row.includes(letters) || row.includes(backwards));
}

/** Letters without signs and digits alone, small; the ways in which people dress up a word say nothing. */
function bare(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
  return plain
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replace(/[^\p{L}\p{N}]/gu, '');
}
