/**
 * What people most often make passwords of: the words themselves, in the
 * languages of the desk, and the product's. In small letters, without marks of
 * disguise; digits, years and repeats around them are seen elsewhere.
 */
export const commonWords: readonly string[] = `
password passwort passord passwd pass geslo haslo hasło heslo lozinka parola motdepasse contraseña wachtwoord secret
mojegeslo mojeheslo mojehaslo mojehasło mittpassord tajne tajno hemmelig segreto letmein login logon signin welcome willkommen velkommen witaj witam dobrodošli dobrodosli
benvenuto vítejte vitejte hello hallo ciao ahoj zdravo živjo zivjo admin administrator administrador root superuser
user guest test testing tester temp default changeme change owner master manager support helpdesk service office
company server system windows computer internet google facebook linkedin apple samsung microsoft github amazon
kvit qwerty qwertz azerty iloveyou ilove loveyou love kocham kochanie amore tiamo ljubezen laska láska miluju
monkey dragon sunshine princess princesa football futbol fotball nogomet calcio fotbal baseball basketball hockey soccer
superman batman spiderman pokemon starwars trustno1 trustnoone whatever freedom shadow michael jordan jennifer jessica
ashley daniel charlie thomas robert andrew matthew joshua nicole michelle hannah maggie buster ginger pepper cookie
cheese chocolate banana orange summer winter spring autumn poletje zima pomlad jesen sommer vinter vår høst lato wiosna
jesień jesien estate inverno primavera autunno léto leto jaro podzim january february march april june july august
september october november december monday tuesday wednesday thursday friday saturday sunday liverpool arsenal chelsea
juventus milan realmadrid barcelona ferrari mercedes porsche corvette mustang harley yamaha killer hunter ranger soldier
ninja matrix access blink nothing asdf zxcv qazwsx abcd 1029384756 0192837465 4815162342 1123581321 3141592653 2718281828
`
  .split(/\s+/)
  .filter((word) => word !== "");
