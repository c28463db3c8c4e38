import Journal
import Testing

@Suite struct UnitRunsTests {
    @Test func takesTheLowestThatAreFree() {
        let taken = RangeSet<Int64>([0..<3, 5..<6, 8..<100])
        #expect(UnitRuns.lowest(2, within: 200, besides: taken) == [3..<5])
        #expect(UnitRuns.lowest(5, within: 200, besides: taken) == [3..<5, 6..<8, 100..<101])
        #expect(UnitRuns.lowest(9, within: 7, besides: taken) == [3..<5, 6..<7])
        #expect(UnitRuns.lowest(0, within: 7, besides: taken) == [])
        #expect(UnitRuns.lowest(.max, within: 4, besides: RangeSet()) == [0..<4])
        #expect(UnitRuns.lowest(1, within: 4, besides: RangeSet([Int64.min..<Int64.max])) == [])
    }

    @Test func runsAreInOrderWithinTheDeclaration() {
        #expect(UnitRuns.areInOrder([0..<1, 1..<3, 7..<9], within: 9))
        #expect(!UnitRuns.areInOrder([1..<3, 0..<1], within: 9))
        #expect(!UnitRuns.areInOrder([0..<3, 2..<4], within: 9))
        #expect(!UnitRuns.areInOrder([7..<10], within: 9))
        #expect(!UnitRuns.areInOrder([-1..<1], within: 9))
        #expect(!UnitRuns.areInOrder([3..<3], within: 9))
        #expect(UnitRuns.total([Int64.min..<Int64.max, 0..<1]) >= 0)
    }
}
