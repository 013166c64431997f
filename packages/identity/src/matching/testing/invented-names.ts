// Names for invented people: a few frequent ones, a long tail of rare ones, as among real people.
import type { Draw } from '../chance.ts'

const WOMEN = 'Anna Maria Sabine Susanne Petra Monika Julia Katharina Andrea Claudia Stefanie Christine Nicole Martina Ursula Angelika Birgit Karin Gabriele Barbara Elisabeth Laura Lisa Sarah Lena Lea Hannah Emma Mia Sophie Marie Johanna Charlotte Emily Clara Franziska Melanie Jessica Daniela Sandra Silke Heike Anja Kerstin Ute Renate Helga Ingrid Brigitte Hildegard Gisela Christa Erika Waltraud Irmgard Elke Doris Silvia Simone Tanja Nadine Yvonne Vanessa Carolin Theresa Magdalena Veronika Antonia Josephine Greta Ida Frieda Mathilda Elena Olga Fatma Aylin Zeynep Margaret Elizabeth Catherine Victoria Rebecca Samantha Alexandra Natalie Patricia Jennifer Valentina Giulia Francesca'.split(' ')
const MEN = 'Michael Thomas Andreas Peter Stefan Christian Martin Alexander Markus Daniel Frank Wolfgang Klaus Jürgen Bernd Uwe Matthias Sebastian Tobias Florian Maximilian Felix Lukas Leon Paul Jonas Finn Noah Elias Luis Ben Max Moritz Philipp Simon David Jan Tim Niklas Fabian Johannes Josef Franz Karl Heinz Hans Werner Günter Helmut Gerhard Manfred Dieter Rolf Jörg Ralf Dirk Sven Torsten Holger Olaf Carsten Heiko Ingo Rainer Norbert Volker Ulrich Georg Rudolf Friedrich Wilhelm Heinrich Konrad Ludwig Anton Emil Oskar Theodor Jakob Benjamin Samuel Mehmet Ahmet Mustafa Emre Robert William Richard James Edward Charles Joseph Christopher Anthony Marco Luca Andrea Pierre'.split(' ')
const COMMON = 'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer Yılmaz Kaya Demir Nowak Kowalski Smith Jones Taylor Brown Rossi'.split(' ')
const HEADS = 'Acker Alt Au Bach Baum Berg Birken Blumen Born Breit Buch Burg Dorn Eber Eich Eisen Elm Erlen Fel Feld Finken Frei Gold Grün Hain Hasel Heiden Heim Hell Hirsch Hoch Hohl Holz Hopfen Kalten Kirch Klee Kron Kupfer Land Lauter Linden Löwen Mai Mandel Mark Mohn Mühl Nacht Nieder Ober Oster Quell Rauch Reben Rosen Roth Salz Sand Schön Silber Sonnen Stahl Steg Stein Stern Sturm Tal Tannen Traut Vogel Wachs Wald Wasser Weiden Weiler Wein Wester Wiesen Winter Wolken Ziegen'.split(' ')
const TAILS = 'auer bach baum becher berg berger bichler blatt born brand brecht brink bruch brunner burg dorf dorfer eck egger feld felder fels garten graber grund haas hagen hammer hardt haus hauser heim hofer holz huber kamp kirchner lechner leitner lein mann meier meister moser müller rath reich reiter richter rieder ritter schmied stein steiner stett strauch tal thaler vogt wald wanger weber weg weger weiler wirth'.split(' ')
const FAMILIES = [...COMMON, ...mixed(HEADS.flatMap((head) => TAILS.map((tail) => head + tail)))]

/** In an order that has nothing to do with the alphabet. */
function mixed(names: string[]): string[] {
  return names.map((name, i) => [Math.imul(i + 1, 0x9e3779b1) >>> 0, name] as const).sort((a, b) => a[0] - b[0]).map(([, name]) => name)
}

/** Ranks 0 … n − 1, the k-th as often as 1 / (k + shift)^power: the law of G. K. Zipf with B. Mandelbrot's shift. */
function ranks(count: number, shift: number, power: number): (draw: Draw) => number {
  const sums = new Float64Array(count)
  for (let k = 0, sum = 0; k < count; k++) sums[k] = sum += (k + shift) ** -power
  return (draw) => {
    const wanted = draw() * sums[count - 1]!
    let [low, high] = [0, count - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (sums[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

const familyRank = ranks(FAMILIES.length, 11, 0.9)
const womanRank = ranks(WOMEN.length, 7, 0.8)
const manRank = ranks(MEN.length, 7, 0.8)

export function drawFamily(draw: Draw): string {
  return FAMILIES[familyRank(draw)]!
}

export function drawGiven(draw: Draw, isWoman: boolean): string {
  const one = (): string => (isWoman ? WOMEN[womanRank(draw)]! : MEN[manRank(draw)]!)
  return draw() < 0.04 ? `${one()}-${one()}` : one()
}

const SHORTER: Readonly<Record<string, string>> = {
  Alexander: 'Alex', Alexandra: 'Alex', Andreas: 'Andi', Anna: 'Anni', Anthony: 'Tony', Antonia: 'Toni', Barbara: 'Babs', Benjamin: 'Ben', Birgit: 'Biggi', Catherine: 'Kate', Charles: 'Charlie', Christian: 'Chris',
  Christine: 'Tina', Christopher: 'Chris', Daniel: 'Dani', Daniela: 'Dani', Edward: 'Ted', Elisabeth: 'Lisa', Elizabeth: 'Liz', Franziska: 'Franzi', Friedrich: 'Fritz', Gabriele: 'Gabi', Georg: 'Schorsch', Gerhard: 'Gerd', Heinrich: 'Heinz',
  Hildegard: 'Hilde', Ingrid: 'Inge', Jakob: 'Jockel', James: 'Jim', Jennifer: 'Jenny', Jessica: 'Jess', Johanna: 'Hanna', Johannes: 'Hannes', Josef: 'Sepp', Joseph: 'Joe', Josephine: 'Josi', Katharina: 'Kathi', Magdalena: 'Lena', Manfred: 'Manni',
  Margaret: 'Peggy', Martina: 'Tina', Matthias: 'Matze', Maximilian: 'Max', Melanie: 'Mel', Michael: 'Micha', Monika: 'Moni', Patricia: 'Pat', Philipp: 'Phil', Rebecca: 'Becky', Richard: 'Dick', Robert: 'Bob', Samantha: 'Sam', Samuel: 'Sam',
  Sebastian: 'Basti', Stefan: 'Steff', Stefanie: 'Steffi', Susanne: 'Susi', Theodor: 'Theo', Theresa: 'Tess', Thomas: 'Tom', Tobias: 'Tobi', Ulrich: 'Uli', Ursula: 'Uschi', Veronika: 'Vroni', Victoria: 'Vicky', Wilhelm: 'Willi', William: 'Bill', Wolfgang: 'Wolf',
}

/** What somebody of that name is called; another spelling of the name where there is nothing shorter. */
export function shorterName(given: string): string {
  return SHORTER[given] ?? given
}
