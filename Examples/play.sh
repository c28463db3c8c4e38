#!/usr/bin/env bash
# Plays the two worked examples into a new registry: phones bought, compensated one for one, and notebooks resold,
# compensated by weight. Everything in them is made up. Usage: Examples/play.sh FOLDER, with counterweight and
# counterweight-verify in PATH; FOLDER must not exist.
set -euo pipefail
folder=$1
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir "$folder"
folder=$(cd "$folder" && pwd)
cd "$here"

export COUNTERWEIGHT_DATA=$folder/registry COUNTERWEIGHT_ACTOR=ama@recell

say() { printf '\n%s\n' "$*"; }
# Verifies a lot with the verifier's key; of the guard's fifteen verdicts it shows those that are neither pass nor not
# applicable.
verify() {
    local said status=0
    said=$(counterweight lot verify "$1" --key "$folder/verifier/verity.key" --actor eve@verity) || status=$?
    printf '%s\n' "$said" | grep -vE '  (pass|not applicable|verdict)  |^actor ' || true
    return "$status"
}

say '== The registry and who takes part'
counterweight init --origin registry.example --party recell --name 'Recell Compensation' --country NL \
    --member ama --role provider
mkdir -m 700 "$folder/verifier"
key=$(counterweight party key --out "$folder/verifier/verity.key" | grep -o 'did:key:[A-Za-z0-9]*' | head -n 1)
say "The verifier's own key stands in $(basename "$folder")/verifier, apart from the registry, which knows its public half alone."
counterweight party record verity --name 'Verity Assurance' --country NL --role verifier --member eve \
    --verifier-key "$key" --assurance independent-body
# shellcheck source=Examples/setup.sh
. ./setup.sh

say '== Supply: three lots of scrap phones'
seal GH-2026-014 GH 2026-03-02..2026-03-28 agbogbloshie-collectors accra tema-recycling \
    --seal GH-S-5510 --bag GH-B-0881 --bag GH-B-0882 --price 'GHS 2.60 x 160'
weigh GH-2026-014 collection accra 2026-03-30 9180 160 T-3301
weigh GH-2026-014 receipt accra 2026-04-02 9150 160 T-3322
weigh GH-2026-014 treatment accra 2026-04-20 9120 160 T-3390
verify GH-2026-014
seal CM-2026-003 CM 2026-03-09..2026-04-11 douala-collecte antwerp scheldt-smelting \
    --seal CM-S-2207 --bag CM-B-0119 --price 'XAF 350 x 110' --evidence shipment=evidence/consent-CM-BE.txt
weigh CM-2026-003 collection accra 2026-04-13 6380 110 T-0088
weigh CM-2026-003 receipt antwerp 2026-05-19 6360 110 A-71120
weigh CM-2026-003 treatment antwerp 2026-05-27 6350 110 A-71544
verify CM-2026-003
say 'The third lot weighs more a phone than a phone can, and its seal stood behind the first lot already:'
seal NG-2026-007 NG 2026-04-01..2026-04-18 agbogbloshie-collectors accra tema-recycling \
    --seal GH-S-5510 --bag NG-B-0301 --price 'NGN 500 x 60'
weigh NG-2026-007 collection accra 2026-04-22 13400 60 T-3401
weigh NG-2026-007 receipt accra 2026-04-24 13390 60 T-3402
weigh NG-2026-007 treatment accra 2026-04-29 13380 60 T-3440
verify NG-2026-007 || say 'The guard refuses it; it stays sealed, and nothing can be retired from it.'

say '== Phones bought: 240 phones over three purchase orders, one for one'
mkdir "$folder/certificates"
declarations=()
for order in PO-4711 PO-4712 PO-4713; do
    said=$(counterweight declare sheet "phones/$order.csv" --customer example-telecom --programme one-for-one --day 2026-06-15 \
        --beneficiary 'Example Telecom SA' --document "$order" --map class=:smartphone --actor jo@example-telecom)
    printf '%s\n' "$said"
    declarations+=("$(printf '%s\n' "$said" | grep -oE '\bD[0-9]+\b' | head -n 1)")
done
counterweight match
counterweight retire
index=0
for order in PO-4711 PO-4712 PO-4713; do
    counterweight certificate issue "${declarations[index]}" --out "$folder/certificates/$order.json"
    index=$((index + 1))
done

say '== Notebooks resold: each owes its own mass in scrap phones'
counterweight class estimate --phones 12000 --standard scrap-phones
seal GH-2026-021 GH 2026-05-04..2026-06-26 agbogbloshie-collectors accra tema-recycling \
    --seal GH-S-5588 --bag GH-P-0012 --price 'GHS 2.55 x 1700'
weigh GH-2026-021 collection accra 2026-06-29 98600 1700 T-3511
weigh GH-2026-021 receipt accra 2026-07-01 98400 1700 T-3519
weigh GH-2026-021 treatment accra 2026-07-16 98200 1700 T-3575
verify GH-2026-021
said=$(counterweight declare sheet notebooks/resold-2026-Q3.csv --customer example-distribution \
    --programme notebooks-by-weight --day 2026-10-05 --beneficiary 'Example Distribution SAS' --document 'Resale 2026-Q3' \
    --map class=:notebook --map maker=Hersteller --map model=Modell --map serial=Seriennummer --map 'mass_kg=Gewicht kg' \
    --actor zoe@example-distribution)
printf '%s\n' "$said"
notebooks=$(printf '%s\n' "$said" | grep -oE '\bD[0-9]+\b' | head -n 1)
counterweight match
counterweight retire
counterweight certificate issue "$notebooks" --out "$folder/certificates/resale-2026-Q3.json"

say '== Anyone can check'
counterweight journal export "$folder/journal" --sealed
counterweight journal trust > "$folder/trust.txt"
for certificate in "$folder"/certificates/*.json; do
    printf '%s: ' "$(basename "$certificate")"
    counterweight-verify certificate "$certificate" --trust "$folder/trust.txt" | grep -E "^Valid"
done
counterweight-verify journal "$folder/journal" --trust "$folder/trust.txt"
counterweight check
counterweight status | tee "$folder/status.txt"
