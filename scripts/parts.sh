# Sourced by the other scripts: runs a script's parts one after the other and says how long each took.
#
#   part NAME BUDGET COMMAND…   runs COMMAND, notes its seconds beside BUDGET (seconds; 0 for none) and gives back its status
#   parts_table                 prints part, seconds, budget; `over` marks a part that took longer than its budget
#   parts_seconds               prints the seconds of all parts

# shellcheck shell=bash
part_names=()
part_times=()
part_budgets=()
part_states=()

part() {
    local name=$1 budget=$2 began=$SECONDS status=0
    shift 2
    printf '== %s\n' "$name"
    "$@" || status=$?
    part_names+=("$name")
    part_times+=($((SECONDS - began)))
    part_budgets+=("$budget")
    if [ "$status" -eq 0 ]; then part_states+=(''); else part_states+=('failed'); fi
    return "$status"
}

parts_seconds() {
    local sum=0 time
    for time in ${part_times[@]+"${part_times[@]}"}; do sum=$((sum + time)); done
    printf '%d\n' "$sum"
}

parts_table() {
    local index budget state sum=0 budgets=0
    printf '\n%-16s %8s %8s\n' part seconds budget
    for index in ${part_names[@]+"${!part_names[@]}"}; do
        budget=${part_budgets[index]}
        state=${part_states[index]}
        if [ "$budget" -gt 0 ] && [ "${part_times[index]}" -gt "$budget" ]; then state="over $state"; fi
        sum=$((sum + part_times[index]))
        budgets=$((budgets + budget))
        [ "$budget" -gt 0 ] || budget='-'
        printf '%-16s %8d %8s %s\n' "${part_names[index]}" "${part_times[index]}" "$budget" "$state"
    done
    [ "$budgets" -gt 0 ] || budgets='-'
    printf '%-16s %8d %8s\n' 'in all' "$sum" "$budgets"
}
