# Who takes part in the examples and by which rules: parties, approvals, facilities, a consent, a standard, two programmes;
# and four commands that the examples use. Everything in it is made up. It is read by bash, in this folder, into a shell
# where the registry is made and COUNTERWEIGHT_DATA and COUNTERWEIGHT_ACTOR are set: `. ./setup.sh`.
# shellcheck shell=bash

# Runs a step whose words nobody needs while it goes well.
quiet() {
    local said
    said=$("$@" 2>&1) || {
        printf '%s\n' "$said" >&2
        return 1
    }
}
# weigh LOT STAGE FACILITY DAY NET PIECES TICKET
weigh() {
    quiet counterweight lot weigh "$1" --stage "$2" --facility "$3" --day "$4" --gross $(($5 + 400)) --tare 400 \
        --net "$5" --pieces "$6" --battery removed --packaging removed --ticket "$7" \
        --evidence weight-ticket=evidence/tickets.txt
}
# The papers of a lot, one word a line: papers LOT FACILITY COLLECTOR RECYCLER
papers() {
    printf -- '--evidence\nphoto=evidence/photo-%s.txt\n' "$1"
    printf -- '--evidence\n%s\n' purchase-record=evidence/purchases.txt treatment-record=evidence/treatment.txt
    printf -- '--evidence\nexclusivity=evidence/exclusive-provider.txt@recell\n'
    printf -- '--evidence\nexclusivity=evidence/exclusive-collector.txt@%s\n' "$3"
    printf -- '--evidence\nexclusivity=evidence/exclusive-%s.txt@%s\n' "$2" "$4"
}
# seal LOT COUNTRY DAYS COLLECTOR FACILITY RECYCLER, and what else `lot seal` takes
seal() {
    local code=$1 country=$2 collected=$3 collector=$4 facility=$5 recycler=$6
    shift 6
    local arguments=()
    while IFS= read -r line; do arguments+=("$line"); done < <(papers "$code" "$facility" "$collector" "$recycler")
    quiet counterweight lot seal "$code" --class unu-0306 --country "$country" --collected "$collected" \
        --standard scrap-phones --collector "$collector" "${arguments[@]}" "$@"
}

quiet counterweight party record tema-recycling --name 'Tema Recycling' --country GH --role recycler --member kojo
quiet counterweight party record scheldt-smelting --name 'Scheldt Smelting' --country BE --role recycler --member luc
quiet counterweight party record agbogbloshie-collectors --name 'Agbogbloshie Collectors' --country GH --role collector --member yaw
quiet counterweight party record douala-collecte --name 'Douala Collecte' --country CM --role collector --member aline
quiet counterweight party record example-telecom --name 'Example Telecom' --country BE --role customer --member jo
quiet counterweight party record example-distribution --name 'Example Distribution' --country FR --role customer --member zoe
for collector in agbogbloshie-collectors douala-collecte; do
    quiet counterweight collector approve "$collector" --from 2026-01-01 --to 2026-12-31 --evidence evidence/code-of-conduct.txt
done
quiet counterweight facility record --file rules/accra.json
quiet counterweight facility record --file rules/antwerp.json
quiet counterweight facility declare accra --year 2026 --grams 12000000
quiet counterweight facility declare antwerp --year 2026 --grams 400000000
quiet counterweight shipment consent CM-BE-2026 --from CM --to BE --days 2026-02-01..2026-12-31 --waste a1181 \
    --document evidence/consent-CM-BE.txt
quiet counterweight standard publish --file rules/scrap-phones.json
quiet counterweight programme publish --file rules/one-for-one.json
quiet counterweight programme publish --file rules/notebooks-by-weight.json
