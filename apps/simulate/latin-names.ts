type Names = { women: string[]; men: string[]; family: string[] }

const names = (women: string, men: string, family: string): Names => ({
  women: women.split(' '),
  men: men.split(' '),
  family: family.split(' '),
})

const english = names(
  'Olivia Amelia Grace Emily Charlotte Sophie Hannah Lucy Chloe Megan Rachel Laura Katherine Abigail Zoë Ruth Eleanor Joan Nicole Heather',
  'Oliver George Harry Jack Thomas James William Daniel Samuel Ethan Matthew Andrew Ryan Kevin Brian Adam Luke Peter Ronald Walter',
  "Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Wright Thompson Evans Walker White Roberts Green Hall Wood Harris Martin Clarke O'Brien Carter Mitchell Bennett Ward Foster Murphy Hughes Bailey",
)

/** First and family names by country; accents and apostrophes stay, as real exports have them. */
export const latinNames: Record<'GB' | 'US' | 'DE' | 'BR', Names> = {
  GB: english,
  US: english,
  DE: names(
    'Anna Lena Katharina Sabine Ursula Jana Franziska Heike Monika Jule Birgit Mareike Käthe Greta Silke',
    'Lukas Jonas Felix Jürgen Wolfgang Thomas Stefan Matthias Björn Uwe Dieter Sören Tobias Klaus Emil',
    'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Krüger Groß',
  ),
  BR: names(
    'Maria Ana Juliana Fernanda Beatriz Camila Larissa Patrícia Letícia Luísa Conceição Gabriela Renata Aline Sônia',
    'João José Antônio Carlos Pedro Lucas Mateus Rafael Gustavo Thiago Luís Caio Vinícius Márcio Fábio',
    'Silva Santos Oliveira Souza Rodrigues Ferreira Alves Pereira Lima Gomes Costa Ribeiro Martins Carvalho Araújo Gonçalves Barbosa Rocha Conceição Moraes',
  ),
}
