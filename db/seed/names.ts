import 'server-only'

type Names = readonly [Name, ...Name[]]
/** A name, and its form in a username. */
type Name = readonly [string, string]

/** Parses entries such as `Zoë=zoe` or `Nadia`. */
function names(text: string): Names {
  const [first = ['', ''], ...others] = text
    .trim()
    .split(/\s+/)
    .map((entry): Name => {
      const [written = '', plain = written.toLowerCase()] = entry.split('=')
      return [written, plain]
    })
  return [first, ...others]
}

/** Names for the large community; given and family names are combined at random. */
export const NAMES = {
  given: names(`
    Ada Amélie=amelie Anwar Aoife Artur Ayşe=ayse Bea Bruno Carla Chidi Chloé=chloe Dana Diego Edda Emil Esi Farah
    Felix Finn Freya Gabriel Giulia Hamid Hannah Hugo Ines Ingrid Isla Ivo Jana Joaquín=joaquin Jonas Juno Kai Karim
    Katya Kofi Lars Lea Leila Liam Linh Luca Mai Malik Marek Marta Mei Mila Nadia Nia Nils Noor Olga Oskar Paulo
    Petra Quinn Rafael Ravi Rosa Ruth Saoirse Selma Sven Tara Theo Uma Vera Viktor Wanda Xavier Yara Zahra Zoë=zoe
    さくら=sakura 陽翔=haruto Елена=elena Иван=ivan مريم=maryam يوسف=yusuf דוד=david רחל=rachel 지우=jiwoo 伟=wei
    अर्जुन=arjun Ελένη=eleni สมชาย=somchai
  `),
  family: names(`
    Abbott Adeyemi Almeida Andersen Bakker Bauer Bianchi Castro Chen Cohen Costa Dubois Eriksen Farouk Fischer Garcia
    Grünwald=gruenwald Haddad Horváth=horvath Ibrahim Ito Jansen Kaya Kelly Kim Kovač=kovac Kowalska Kumar Larsen
    Lê=le Lindholm Lopez Mendes Meyer Moreau Nakamura Novak Nowak Okoye Olsen Osei Park Patel Petrov
    Popescu Ramos Reyes Rossi Santos Sato Schmidt Silva Singh Takács=takacs Tanaka Thapa Tran Vargas Virtanen Wagner
    Walsh Weber Wójcik=wojcik Yılmaz=yilmaz Zhang 🌿=leaf 山本=yamamoto المصري=almasri
  `),
}
