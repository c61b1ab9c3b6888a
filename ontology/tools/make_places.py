#!/usr/bin/env python3
"""Makes ontology/countries.tsv and ontology/places.tsv from the project's fact tables and the reviewed hand-made tables
beside this script. Deterministic; needs nothing but Python 3.

usage: make_places.py [DATA_DIR]       DATA_DIR holds countries.tsv and places.tsv (default /work/shared/data)

  DATA_DIR/countries.tsv  datasets/country-codes (ISO 3166, UNTERM, Wikidata), PDDL: codes, formal names, capitals
  DATA_DIR/places.tsv     Natural Earth 1:10m populated places, public domain
  country-names.tsv       usual names, aliases, demonyms, former states
  place-names.tsv         corrected names and additional places
  place-context.tsv       Chinese names that may only match in context

How places are reviewed by rule (what no rule decides stands in the two hand-made tables):
  - a Chinese name of one character, with letters in it, or that is a country's name is dropped (the country wins);
  - of several places with one Chinese name the one of highest rank, then population, may match without context;
  - towns outside China that are no seat and have fewer than 100,000 people need context: their transliterations collide
    with names of persons far more often than they are meant.
regions.tsv, bound.tsv and blocked.tsv are written by hand and are not touched."""
import os
import re
import sys
import unicodedata

TOOLS = os.path.dirname(os.path.abspath(__file__))
ONTOLOGY = os.path.dirname(TOOLS)
SMALL_TOWN = 100000
RANK_ORDER = {'C': 0, 'A': 1, 'P': 2}
KIND = {'C': 'capital', 'A': 'seat', 'P': 'town'}


def read_table(path):
    """Rows of a table as dicts; the last comment line before the first record names the columns."""
    columns, rows = None, []
    with open(path, encoding='utf-8') as handle:
        for line in handle:
            line = line.rstrip('\n')
            if line.startswith('#'):
                if not rows:
                    columns = re.sub(r'\s{2,}\(.*', '', line[1:].strip('# ')).split('\t')
            elif line:
                fields = line.split('\t')
                fields += [''] * (len(columns) - len(fields))
                rows.append(dict(zip(columns, fields)))
    return rows


def write_table(path, header, columns, rows):
    rows = sorted(rows, key=lambda row: row[columns[0]].encode())
    keys = [row[columns[0]] for row in rows]
    if len(set(keys)) != len(keys):
        raise SystemExit('%s: keys are not unique: %s' % (path, sorted(k for k in keys if keys.count(k) > 1)))
    with open(path, 'w', encoding='utf-8', newline='\n') as handle:
        for line in header.strip().split('\n'):
            handle.write('# %s\n' % line)
        handle.write('# %s\n' % '\t'.join(columns))
        for row in rows:
            handle.write('\t'.join(row.get(c, '') for c in columns).rstrip('\t') + '\n')


def values(*lists):
    """The distinct values of ";"-separated lists, in order."""
    return list(dict.fromkeys(v.strip() for one in lists for v in one.split(';') if v.strip()))


def clean(name):
    """A name of the country table without footnote marks, doubled spaces and the English article."""
    return re.sub(r'^the ', '', re.sub(r'\s+', ' ', name.replace('**', ''))).strip()


def fold_yo(name):
    return name.replace('ё', 'е').replace('Ё', 'Е')


def slug(name):
    plain = ''.join(c for c in unicodedata.normalize('NFKD', name) if not unicodedata.combining(c))
    return re.sub(r'[^a-z0-9]+', '-', plain.lower()).strip('-')


# ---------------------------------------------------------------- countries

COUNTRY_COLUMNS = ('key iso2 wikidata independent en en_aliases zh zh_aliases ru ru_aliases capital demonym_en '
                   'demonym_ru').split()
COUNTRY_HEADER = '''
Countries, ISO 3166 territories and former states. Made by tools/make_places.py from tools/country-names.tsv and the
datasets/country-codes table: do not edit here.
Format: see table.h; sorted by key. Source: datasets/country-codes (ISO 3166, UNTERM, Wikidata), Public Domain Dedication
and License; usual names, aliases and demonyms written for this project.
key: ISO 3166 alpha-3; X- and the ISO 3166-3 code, or a slug, for former states (their iso2 is the withdrawn code).
independent: Yes = a state, or a party treated as one (PSE, COK, NIU, former states); No = another ISO 3166 territory; Place = read as a
# place (TWN, HKG, MAC).
zh: the short name a mainland newspaper uses; zh_aliases in simplified characters, also those of Taiwan and Hong Kong.
ru names are nominative, with е for ё. demonym_en: adjectives and nouns; demonym_ru: the adjective, masculine.'''


def make_countries(data):
    hand = read_table(os.path.join(TOOLS, 'country-names.tsv'))
    facts = {row['iso3']: row for row in read_table(os.path.join(data, 'countries.tsv'))}
    missing = sorted(set(facts) - {row['key'] for row in hand})
    if missing:
        raise SystemExit('country-names.tsv lacks ' + ' '.join(missing))
    rows = []
    for name in hand:
        fact = facts.get(name['key'], {})
        row = dict(name)
        row['iso2'] = name['iso2'] or fact.get('iso2', '')
        row['wikidata'] = name['wikidata'] or fact.get('wikidata', '')
        row['independent'] = name['independent'] or ('Yes' if fact.get('independent') == 'Yes' else 'No')
        row['capital'] = name['capital'] or fact.get('capital_en', '')
        # Formal names of the data are aliases where the hand-made table does not have them. Short names are UN usage:
        # "Iran (Islamic Republic of)". Territories without a formal name have unreviewed short names: not taken.
        for lang in ('en', 'zh', 'ru'):
            formal = [clean(fact.get(lang + '_formal', ''))]
            short = [clean(fact.get(lang + '_short', ''))] if formal[0] else []
            extra = [n for n in formal + short if n]
            if lang == 'ru':
                extra = [fold_yo(n) for n in extra]
            aliases = values(name[lang + '_aliases'], *extra)
            row[lang + '_aliases'] = ';'.join(a for a in aliases if a != name[lang])
        rows.append(row)
    write_table(os.path.join(ONTOLOGY, 'countries.tsv'), COUNTRY_HEADER, COUNTRY_COLUMNS, rows)
    return rows


# ---------------------------------------------------------------- places

PLACE_COLUMNS = 'key wikidata iso2 kind rank population en en_aliases zh zh_aliases ru ru_aliases ambiguous'.split()
PLACE_HEADER = '''
Cities, towns and venues. Made by tools/make_places.py from Natural Earth and tools/place-*.tsv: do not edit here.
Format: see table.h; sorted by key. Source: Natural Earth 1:10m populated places, public domain; corrections, aliases and
additional places written for this project.
key: Wikidata id, else a slug. kind: capital, seat (of a first-order division), town, site. rank: C, A, P as in the data.
ambiguous: yes = matches only in context (behind a country or province, before 市 州 县 …), no = matches anywhere.
An empty zh: the Chinese name is a country's, wrong or unusable. ru names are nominative, with е for ё.'''




def load_places(data):
    """One row per key: Natural Earth lists some places twice; the larger one stays."""
    places = {}
    for fact in read_table(os.path.join(data, 'places.tsv')):
        key = fact['wikidata'] or slug(fact['en']) + ('-' + fact['iso2'].lower() if fact['iso2'] else '')
        zh = re.sub(r'\s*[(（].*$', '', fact['zh']).replace('－', '-').replace('─', '-')
        if not re.fullmatch(r'[\u3400-\u9fff\U00020000-\U0002ffff]+([-·][\u3400-\u9fff]+)*', zh) or len(zh) < 2:
            zh = ''
        row = {'key': key, 'wikidata': fact['wikidata'], 'iso2': fact['iso2'], 'kind': KIND[fact['rank']],
               'rank': fact['rank'], 'population': fact['population'], 'en': fact['en'],
               'en_aliases': '',  # the data's alternatives are cut off at the first accented letter: unusable
               'zh': zh, 'zh_aliases': '', 'ru': fold_yo(fact['ru']), 'ru_aliases': '', 'ambiguous': ''}
        old = places.get(key)
        if old is None or int(old['population'] or 0) < int(row['population'] or 0):
            places[key] = row
    return places


def overlay(places):
    for name in read_table(os.path.join(TOOLS, 'place-names.tsv')):
        row = places.get(name['key'])
        if row is None:
            row = {'key': name['key'], 'wikidata': '', 'rank': '', 'population': '', 'ru_aliases': '', 'zh': ''}
            row.update({c: name[c] for c in ('iso2', 'kind', 'en', 'en_aliases', 'zh', 'zh_aliases', 'ru')})
            row['ambiguous'] = name['ambiguous'] or 'no'
            places[name['key']] = row
            continue
        for column in ('kind', 'en', 'ru', 'zh', 'zh_aliases', 'ambiguous'):
            if name[column]:
                row[column] = name[column]
        if row['zh'] == '-':
            row['zh'], row['zh_aliases'] = '', ''
        row['en_aliases'] = ';'.join(values(row['en_aliases'], name['en_aliases']))


def make_places(data, countries):
    context = {row['zh'] for row in read_table(os.path.join(TOOLS, 'place-context.tsv'))}
    country_zh = {n for c in countries for n in values(c['zh'], c['zh_aliases'])}
    region_zh = {n for r in read_table(os.path.join(ONTOLOGY, 'regions.tsv')) for n in values(r['zh'], r['zh_aliases'])}
    country_en = {n for c in countries for n in values(c['en'], c['en_aliases'])}
    country_ids = {c['wikidata'] for c in countries if c['wikidata']}
    places = load_places(data)
    overlay(places)

    rows = []
    for row in places.values():
        if row['wikidata'] in country_ids:  # Hong Kong, Singapore as towns: they are in countries.tsv
            continue
        row['zh_aliases'] = ';'.join(a for a in values(row['zh_aliases'])
                                     if a not in country_zh | region_zh and a != row['zh'])
        if row['zh'] in country_zh:
            row['zh'] = ''
        if row['zh'] in region_zh:  # the province or the harbour of that name: only in context the town
            row['ambiguous'] = 'yes'
        if row['en'] in country_en:
            if not row['zh']:
                continue
            row['en'] += ' City'
        rows.append(row)

    rows.sort(key=lambda r: (r['ambiguous'] != 'no', RANK_ORDER.get(r['rank'], 1), -int(r['population'] or 0), r['key']))
    seen = set()
    for row in rows:
        small = row['rank'] == 'P' and row['iso2'] != 'CN' and int(row['population'] or 0) < SMALL_TOWN
        if not row['ambiguous']:
            row['ambiguous'] = 'yes' if small or row['zh'] in context or row['zh'] in seen else 'no'
        if row['ambiguous'] == 'no':
            seen.update(values(row['zh'], row['zh_aliases']))
    rows = [r for r in rows if r['zh'] or r['ru'] or not (r['rank'] == 'P' and int(r['population'] or 0) < SMALL_TOWN)]
    write_table(os.path.join(ONTOLOGY, 'places.tsv'), PLACE_HEADER, PLACE_COLUMNS, rows)
    return rows


def main(argv):
    data = argv[1] if len(argv) > 1 else '/work/shared/data'
    countries = make_countries(data)
    places = make_places(data, countries)
    print('countries.tsv: %d rows; places.tsv: %d rows, %d with a Chinese name, %d of them ambiguous'
          % (len(countries), len(places), sum(1 for p in places if p['zh']),
             sum(1 for p in places if p['zh'] and p['ambiguous'] == 'yes')))


if __name__ == '__main__':
    main(sys.argv)
