/** What the story's API calls say of its people and companies. */

export const mainCompany = {
  name: 'Test Inc.',
  country: 'FR',
  registration_number: '012345678',
  registration_date: '2022-12-06',
  status: 'live',
  legal_form: 'sas',
  address: {
    street_address: '11 Rue Poissonnerie',
    street_address_2: 'Apartment 5',
    postal_code: '64100',
    city: 'Bayonne',
    region: 'Pyrénées-Atlantiques',
    country: 'FR',
  },
  classifications: [{ type: 'nace', code: '62.01', description: 'Computer programming' }],
  banking_information: { iban: 'FR7630006000011234567890189', bic: 'AGRIFRPP' },
};

export const owner = {
  first_name: 'John',
  last_name: 'CARTER',
  birth_date: '1990-07-03',
  birth_country: 'FR',
  nationalities: ['FR'],
  is_beneficial_owner: true,
  roles: ['shareholder'],
  ownership_percentage: 33.33,
  address: {
    street_address: '3 Quai Amiral Jauréguiberry',
    postal_code: '64100',
    city: 'Bayonne',
    country: 'FR',
  },
};

/** Of two politically exposed people who are called alike. */
export const namesakes = [
  { hit_id: 'PEP-20817', name: 'John Carter', list_types: ['pep'] },
  { hit_id: 'PEP-31442', name: 'Jon Carter', list_types: ['pep', 'adverse_media'] },
];
