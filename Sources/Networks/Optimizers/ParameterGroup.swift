/// Parameters that one optimizer updates.
public struct ParameterGroup {
    /// What `step.minimize` and a plan's phases call it.
    public let name: String
    public let parameters: [Parameter]
    public let optimizer: any Optimizer
    /// How this group's learning rate goes on; nil for as the plan says.
    public let schedule: Schedule?

    /// - Parameters:
    ///   - parts: a model, layers, or parameters; a parameter that is reached twice counts once.
    ///   - optimizer: belongs to this group alone.
    public init(_ name: String, of parts: Any..., schedule: Schedule? = nil, by optimizer: any Optimizer) {
        self.name = name
        parameters = Networks.parameters(of: parts).map(\.parameter)
        self.optimizer = optimizer
        self.schedule = schedule
    }

    init(_ name: String, of model: Any, _ optimizer: any Optimizer) {
        self.init(name, of: model, by: optimizer)
    }
}
